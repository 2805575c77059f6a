"""A dose is recorded once, by whoever was first; what is corrected stays visible."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from carecircle import clock
from carecircle.care.errors import Conflict, Invalid, NotAllowed, NotFound
from carecircle.care.medications import regimens
from carecircle.care.medications.giving import queries as giving_queries
from carecircle.care.medications.giving.actions import (
    correct_administration,
    emit_due_doses,
    record_administration,
)
from carecircle.care.medications.giving.inputs import AdministrationInput, CorrectionInput
from carecircle.care.medications.models import Administration
from carecircle.care.medications.prescribing.actions import stop_medication
from carecircle.care.medications.prescribing.inputs import StopInput
from carecircle.db.session import Database, reading, transaction
from carecircle.events.models import Event
from tests import cast

pytestmark = pytest.mark.usefixtures("database")


def given(**values: object) -> AdministrationInput:
    return AdministrationInput.read({"outcome": "given", **values})


def correction(**values: object) -> CorrectionInput:
    return CorrectionInput.read(values)


def events(family_id: str) -> list[str]:
    with reading() as session:
        rows = session.query(Event.type).filter_by(family_id=family_id).order_by(Event.seq)
        return [row.type for row in rows]


def state(family_id: str, dose_id: str) -> str:
    with reading() as session:
        return giving_queries.the_dose(session, family_id, dose_id).state(clock.now())


def test_giving_writes_the_record_and_its_event_together() -> None:
    people = cast.gather()
    dose = cast.first_dose(cast.prescribe(people.ana))
    record = record_administration(people.ben, dose.id, given())
    assert (record.recorded_by, record.quantity) == (people.ben.member_id, 1000)
    assert state(people.family_id, dose.id) == "recorded"
    assert events(people.family_id) == ["medication:changed", "medication:logged"]


def test_the_second_is_told_who_was_first() -> None:
    people = cast.gather()
    dose = cast.first_dose(cast.prescribe(people.ana))
    record_administration(people.ben, dose.id, given())
    with pytest.raises(Conflict, match="Ben Archer gave this") as refused:
        record_administration(people.ana, dose.id, given())
    assert refused.value.more["administration"]["by"]["id"] == people.ben.member_id


def test_of_many_at_once_one_is_accepted() -> None:
    people = cast.gather()
    dose = cast.first_dose(cast.prescribe(people.ana))

    def attempt(_: int) -> str:
        try:
            return record_administration(people.ben, dose.id, given()).id
        except Conflict:
            return "conflict"

    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(attempt, range(40)))
    assert answers.count("conflict") == 39
    assert events(people.family_id).count("medication:logged") == 1


def test_the_database_itself_refuses_a_second_live_record() -> None:
    people = cast.gather()
    dose = cast.first_dose(cast.prescribe(people.ana))
    record_administration(people.ben, dose.id, given())
    with pytest.raises(IntegrityError), transaction() as tx:
        copy = "SELECT '2', " + ", ".join(_COLUMNS) + " FROM administration"
        tx.session.execute(text(f"INSERT INTO administration (id, {', '.join(_COLUMNS)}) {copy}"))


_COLUMNS = [column.name for column in Administration.__table__.columns if column.name != "id"]


def test_a_refusal_keeps_the_dose_on_offer_and_a_gift_settles_it() -> None:
    people = cast.gather()
    dose = cast.first_dose(cast.prescribe(people.ana))
    record_administration(people.ben, dose.id, given(outcome="refused", reason="Feels sick"))
    assert state(people.family_id, dose.id) == "on_offer"
    record_administration(people.ana, dose.id, given())
    with pytest.raises(Conflict, match="Ana"):
        record_administration(people.ben, dose.id, given())
    with reading() as session:
        records = giving_queries.the_dose(session, people.family_id, dose.id).records
    assert [record.outcome for record in records] == ["refused", "given"]


def test_a_viewer_and_a_stranger_record_nothing() -> None:
    people = cast.gather()
    dose = cast.first_dose(cast.prescribe(people.ana))
    with pytest.raises(NotAllowed):
        record_administration(people.vera, dose.id, given())
    with pytest.raises(NotFound):
        record_administration(people.sam, dose.id, given())
    assert state(people.family_id, dose.id) == "due"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"outcome": "refused"}, "reason"),
        ({"outcome": "partly", "reason": "Spat out"}, "quantity"),
        ({"given_at": "2099-01-01T08:00:00Z"}, "given_at"),
        ({"given_at": "2020-01-01T08:00:00"}, "reason"),
    ],
)
def test_it_refuses_what_cannot_have_happened(values: dict[str, str], field: str) -> None:
    people = cast.gather()
    dose = cast.first_dose(cast.prescribe(people.ana))
    with pytest.raises(Invalid) as refused:
        record_administration(people.ben, dose.id, given(**values))
    assert list(refused.value.fields) == [field]
    assert state(people.family_id, dose.id) == "due"


def test_an_undo_reopens_the_dose_and_keeps_the_record_struck_through() -> None:
    people = cast.gather()
    dose = cast.first_dose(cast.prescribe(people.ana))
    record = record_administration(people.ben, dose.id, given())
    assert correct_administration(people.ben, record.id, correction(undo=True)) is None
    assert state(people.family_id, dose.id) == "due"
    with reading() as session:
        [kept] = giving_queries.the_dose(session, people.family_id, dose.id).records
    assert (kept.is_undone, kept.voided_why) == (True, None)
    assert kept.voided_by == people.ben.member_id


def test_a_correction_by_another_or_after_ten_minutes_says_why() -> None:
    people = cast.gather()
    dose = cast.first_dose(cast.prescribe(people.ana))
    record = record_administration(people.ben, dose.id, given())
    with pytest.raises(Invalid, match="Check what you entered"):
        correct_administration(people.ana, record.id, correction(undo=True))
    with clock.moved_to(clock.now() + timedelta(minutes=11)), pytest.raises(Invalid):
        correct_administration(people.ben, record.id, correction(undo=True))
    new = correct_administration(
        people.ana,
        record.id,
        correction(outcome="partly", quantity="0.5", reason="Spat out", why="Found half of it"),
    )
    assert new is not None
    assert (new.replaces_id, new.quantity) == (record.id, 500)
    with pytest.raises(Conflict, match="already"):
        correct_administration(people.ben, record.id, correction(undo=True, why="Again"))
    assert events(people.family_id)[-1] == "medication:corrected"


def test_a_stopped_medication_asks_for_nothing_more_and_is_still_there() -> None:
    people = cast.gather()
    medication = cast.prescribe(people.ana, times=cast.wall_clock(0))
    stop_medication(people.ana, medication.id, StopInput.read({"why": "Dr Lee advised"}))
    tomorrow = clock.now().date() + timedelta(days=1)
    with reading() as session:
        assert giving_queries.doses_of_day(session, people.family_id, tomorrow) == []
        assert regimens.the_medication(session, people.family_id, medication.id).stopped_at


def test_what_fell_due_is_told_once_by_any_number_of_workers(database: Database) -> None:
    people = cast.gather()
    cast.prescribe(people.ana, times=cast.wall_clock(0))
    later = clock.now() + timedelta(minutes=61)
    with clock.moved_to(later):
        assert emit_due_doses() == 1
        assert emit_due_doses() == 0
    assert events(people.family_id)[-1] == "medication:late"


def test_a_dose_with_a_record_is_never_called_missed() -> None:
    people = cast.gather()
    dose = cast.first_dose(cast.prescribe(people.ana))
    record_administration(people.ben, dose.id, given(outcome="refused", reason="Feels sick"))
    with clock.moved_to(dose.closes_at):
        emit_due_doses()
    assert "medication:missed" not in events(people.family_id)
