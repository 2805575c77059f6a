"""More than planned, and two doses close together, are asked about and kept where confirmed."""

from datetime import datetime, timedelta

import pytest

from carecircle import clock
from carecircle.care.errors import Asked, Invalid
from carecircle.care.medications.giving.actions import (
    correct_administration,
    give_prn,
    record_administration,
)
from carecircle.care.medications.giving.inputs import AdministrationInput, CorrectionInput, PrnInput
from carecircle.care.medications.models import Administration, Dose, Incident, Medication
from carecircle.db.session import reading
from tests import cast
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("database")

MIDNIGHT = datetime.fromisoformat("2026-11-23T00:00:00+00:00")


def given(**values: object) -> AdministrationInput:
    return AdministrationInput.read({"outcome": "given", "reason": "As advised", **values})


def incidents() -> list[str]:
    with reading() as session:
        return [row.kind for row in session.query(Incident).order_by(Incident.id)]


ABOVE = [
    ("Insulin glargine", {"quantity": 8, "unit": "units"}, 79, "amount"),
    ("Insulin aspart", {"quantity": 4, "quantity_most": 10, "unit": "units"}, 40, "amount"),
    ("Amlodipine", {"quantity": 1}, 2, "amount"),
    ("Morphine", {"quantity": "2.5", "unit": "ml"}, "2.6", "amount"),
    ("Warfarin", {"quantity": "0.5"}, 1, "amount"),
    ("Lactulose", {"quantity": 15, "unit": "ml"}, 149, "amount"),
    ("Insulin glargine", {"quantity": 8, "unit": "units"}, 80, "ten-times"),
    ("Insulin aspart", {"quantity": 4, "quantity_most": 10, "unit": "units"}, 100, "ten-times"),
]


@pytest.mark.parametrize(("name", "plan", "amount", "code"), ABOVE)
def test_more_than_planned_is_asked_about(
    name: str, plan: dict[str, object], amount: object, code: str
) -> None:
    people = cast.gather()
    dose = cast.first_dose(cast.prescribe(people.ana, name, **plan))
    with pytest.raises(Asked) as asked:
        record_administration(people.ben, dose.id, given(quantity=amount, confirm="too-close"))
    assert (asked.value.status, asked.value.code) == (422, code)
    assert asked.value.more["given"] == str(amount)
    assert str(amount) in asked.value.message
    record = record_administration(people.ben, dose.id, given(quantity=amount, confirm=[code]))
    assert record.confirmed == [code]
    assert incidents() == ["amount"]


def test_as_much_as_planned_or_less_is_not_asked_about() -> None:
    people = cast.gather()
    dose = cast.first_dose(cast.prescribe(people.ana, "Insulin", quantity=4, quantity_most=10))
    assert record_administration(people.ben, dose.id, given(quantity=10)).confirmed is None
    assert incidents() == []


def test_three_of_one_to_two_as_needed_is_asked_about() -> None:
    people = cast.gather()
    prn = cast.prescribe_prn(people.ana, "Senna", quantity=1, quantity_most=2)
    three = {"reason": "Constipation", "score": 3, "quantity": 3}
    with pytest.raises(Asked) as asked:
        give_prn(people.ben, prn.id, PrnInput.read(three))
    assert asked.value.code == "amount"
    assert asked.value.more["planned"] == "1-2"


def test_a_correction_is_asked_as_a_record_is() -> None:
    people = cast.gather()
    dose = cast.first_dose(cast.prescribe(people.ana, "Insulin", quantity=8, unit="units"))
    record = record_administration(people.ben, dose.id, given())
    values = {"outcome": "given", "quantity": 79, "why": "Looked again", "reason": "High sugar"}
    with pytest.raises(Asked):
        correct_administration(people.ben, record.id, CorrectionInput.read(values))
    confirmed = CorrectionInput.read({**values, "confirm": "amount"})
    new = correct_administration(people.ben, record.id, confirmed)
    assert new is not None
    assert new.confirmed == ["amount"]


def test_what_is_confirmed_needs_a_reason() -> None:
    people = cast.gather()
    dose = cast.first_dose(cast.prescribe(people.ana, "Insulin", quantity=8, unit="units"))
    with pytest.raises(Invalid) as refused:
        bare = given(quantity=79, confirm="amount", reason="")
        record_administration(people.ben, dose.id, bare)
    assert list(refused.value.fields) == ["reason"]


def doses_of(medication: Medication) -> dict[str, Dose]:
    with reading() as session:
        rows = session.query(Dose).filter_by(medication_id=medication.id, local_on=MIDNIGHT.date())
        return {dose.local_time: dose for dose in rows}


def prescribed(people: Cast, times: str) -> Medication:
    with clock.moved_to(MIDNIGHT - timedelta(days=1)):
        return cast.prescribe(people.ana, "Amlodipine", times=times)


def give(people: Cast, dose: Dose, at: str, **values: object) -> Administration:
    hours, minutes = map(int, at.split(":"))
    with clock.moved_to(MIDNIGHT + timedelta(hours=hours, minutes=minutes)):
        return record_administration(people.ben, dose.id, given(**values))


def test_a_carer_who_catches_up_four_late_doses_at_once_is_stopped() -> None:
    people = cast.gather()
    doses = doses_of(prescribed(people, "08:00, 12:00, 16:00, 20:00"))
    give(people, doses["08:00"], "20:00")
    for time in ("12:00", "16:00", "20:00"):
        with pytest.raises(Asked) as asked:
            give(people, doses[time], "20:01")
        assert asked.value.code == "too-close"
        assert "08:00" in asked.value.message
    assert incidents() == []


CLOSE = [
    ("08:00, 20:00", ("08:00", "15:00"), ("20:00", "20:00"), True),
    ("08:00, 20:00", ("08:00", "14:00"), ("20:00", "20:00"), False),
    ("08:00, 20:00", ("20:00", "20:00"), ("08:00", "20:30"), True),
    ("08:00, 10:00, 22:00", ("10:00", "18:00"), ("22:00", "22:00"), True),
    ("08:00, 10:00, 22:00", ("08:00", "08:50"), ("10:00", "10:00"), False),
    ("08:00, 12:00, 16:00, 20:00", ("08:00", "17:30"), ("20:00", "20:00"), False),
    ("06:00, 14:00, 22:00", ("14:00", "19:00"), ("22:00", "22:00"), True),
    ("06:00, 14:00, 22:00", ("06:00", "06:10"), ("14:00", "14:10"), False),
]


@pytest.mark.parametrize(("times", "first", "second", "is_close"), CLOSE)
def test_less_than_half_their_spacing_is_close(
    times: str, first: tuple[str, str], second: tuple[str, str], is_close: bool
) -> None:
    people = cast.gather()
    doses = doses_of(prescribed(people, times))
    give(people, doses[first[0]], first[1])
    if not is_close:
        assert give(people, doses[second[0]], second[1]).confirmed is None
        return
    with pytest.raises(Asked) as asked:
        give(people, doses[second[0]], second[1])
    assert asked.value.code == "too-close"
    assert give(people, doses[second[0]], second[1], confirm="too-close").confirmed == ["too-close"]
    assert incidents() == ["too_close"]


def test_a_struck_record_and_a_refusal_are_not_close() -> None:
    people = cast.gather()
    doses = doses_of(prescribed(people, "08:00, 20:00"))
    record = give(people, doses["08:00"], "19:00")
    with clock.moved_to(MIDNIGHT + timedelta(hours=19, minutes=5)):
        undo = CorrectionInput.read({"undo": True, "why": "Wrong person"})
        correct_administration(people.ben, record.id, undo)
    assert give(people, doses["20:00"], "20:00").confirmed is None


def test_several_questions_are_asked_at_once_and_confirmed_in_one_list() -> None:
    people = cast.gather()
    doses = doses_of(prescribed(people, "08:00, 20:00"))
    give(people, doses["08:00"], "19:00")
    with pytest.raises(Asked) as asked:
        give(people, doses["20:00"], "20:00", quantity=3)
    codes = [one.code for one in asked.value.questions]
    assert codes == ["amount", "too-close"]
    with pytest.raises(Asked) as again:
        give(people, doses["20:00"], "20:00", quantity=3, confirm="amount")
    assert [one.code for one in again.value.questions] == ["too-close"]
    assert give(people, doses["20:00"], "20:00", quantity=3, confirm=codes).confirmed == codes
