"""What is recorded beside a dose: where it went, the old patch, the glucose reading; and when a PRN
may be given at all."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from carecircle import clock
from carecircle.care.errors import Invalid, RuleBroken
from carecircle.care.medications.giving.actions import (
    correct_administration,
    give_prn,
    record_administration,
)
from carecircle.care.medications.giving.inputs import (
    AdministrationInput,
    CorrectionInput,
    PrnInput,
)
from carecircle.care.medications.giving.queries import last_site
from carecircle.care.medications.models import Administration, Incident, Medication
from carecircle.care.observations.models import Observation
from carecircle.db.session import reading
from carecircle.web.medications.giving.beside import next_site
from tests import cast
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("database", "morning")

SITES = ["left arm", "right arm", "belly"]
ASKED = {
    "site": {"sites": SITES},
    "old_patch": {"removes_old": True},
    "glucose": {"asks_glucose": True},
}
SAID = {"site": "left arm", "old_patch": "removed", "glucose": "6.1"}


@pytest.mark.parametrize("field", ASKED)
def test_what_the_medication_asks_for_is_required_where_it_was_taken(field: str) -> None:
    people = cast.gather()
    medication = cast.prescribe(people.ana, **ASKED[field])
    with pytest.raises(Invalid) as refused:
        give(people, medication)
    assert list(refused.value.fields) == [field]
    refusal = give(people, medication, outcome="refused", reason="No")
    assert refusal.quantity == 0
    assert give(people, medication, **{field: SAID[field]}).quantity == 1000


@pytest.mark.parametrize(
    ("last", "expected"),
    [(None, "left arm"), ("left arm", "right arm"), ("belly", "left arm"), ("thigh", "left arm")],
)
def test_the_next_site_is_the_one_after_the_last(last: str | None, expected: str) -> None:
    assert next_site(SITES, last) == expected


def test_a_correction_keeps_the_site_that_it_does_not_mention() -> None:
    people = cast.gather()
    medication = cast.prescribe(people.ana, sites=SITES, removes_old=True)
    record = give(people, medication, site="belly", old_patch="none")
    sent = {"outcome": "prompted", "why": "It was so"}
    new = correct_administration(people.ben, record.id, CorrectionInput.read(sent))
    assert new is not None
    assert (new.site, new.old_patch) == ("belly", "none")
    with reading() as session:
        assert last_site(session, medication.id) == "belly"


@pytest.mark.parametrize(("value", "unit"), [("6.1", None), ("6,1", "mmol/L"), ("110", "mg/dL")])
def test_the_reading_is_an_observation_of_the_same_moment(value: str, unit: str | None) -> None:
    people = cast.gather()
    medication = cast.prescribe(people.ana, asks_glucose=True)
    record = give(people, medication, glucose=value, glucose_unit=unit)
    with reading() as session:
        [found] = session.scalars(select(Observation))
    assert (found.kind, found.at, found.id) == ("glucose", record.given_at, record.observation_id)


@pytest.mark.parametrize("value", ["61.0.1", "high", "-5", "900", "6.1 mmol"])
def test_a_reading_that_cannot_be_leaves_no_record_of_the_dose(value: str) -> None:
    people = cast.gather()
    medication = cast.prescribe(people.ana, asks_glucose=True)
    with pytest.raises(Invalid) as refused:
        give(people, medication, glucose=value)
    assert list(refused.value.fields) == ["glucose"]
    with reading() as session:
        assert session.scalars(select(Administration)).all() == []
        assert session.scalars(select(Observation)).all() == []


def test_without_a_reading_the_record_says_why() -> None:
    people = cast.gather()
    medication = cast.prescribe(people.ana, asks_glucose=True)
    record = give(people, medication, no_glucose_why="The meter is empty")
    assert (record.no_glucose_why, record.observation_id) == ("The meter is empty", None)


@pytest.mark.parametrize(
    ("said", "day", "is_given"),
    [
        ({"ends_on": "2026-11-24"}, 24, True),
        ({"ends_on": "2026-11-24"}, 25, False),
        ({"starts_on": "2026-11-25"}, 24, False),
        ({"starts_on": "2026-11-25"}, 25, True),
        ({"starts_on": "2026-11-25", "ends_on": "2026-11-26"}, 27, False),
        ({"starts_on": "2026-11-20"}, 23, True),
    ],
)
def test_a_prn_is_given_from_its_first_day_to_its_last(
    said: dict[str, str], day: int, is_given: bool
) -> None:
    people = cast.gather()
    medication = cast.prescribe_prn(people.ana, **said)
    with clock.moved_to(datetime(2026, 11, day, 12, 0, tzinfo=UTC)):
        if not is_given:
            with pytest.raises(RuleBroken) as refused:
                give_as_needed(people, medication)
            assert refused.value.code == "outside-period"
            give_as_needed(people, medication, really_given=True)
        else:
            give_as_needed(people, medication)
    with reading() as session:
        assert bool(session.scalars(select(Incident)).all()) is not is_given


def test_what_was_unavailable_and_delivered_in_time_is_no_second_dose() -> None:
    people = cast.gather()
    medication = cast.prescribe(people.ana)
    assert give(people, medication, outcome="unavailable", reason="None left").closes is False
    record = give(people, medication)
    assert (record.is_extra, record.quantity) == (False, 1000)
    with reading() as session:
        assert session.scalars(select(Incident)).all() == []


def give(people: Cast, medication: Medication, **said: object) -> Administration:
    dose = cast.first_dose(medication)
    sent = {"outcome": "given", **said}
    return record_administration(people.ben, dose.id, AdministrationInput.read(sent))


def give_as_needed(people: Cast, medication: Medication, **said: object) -> None:
    sent = {"reason": "Pain", "score": 5, **said}
    give_prn(people.ben, medication.id, PrnInput.read(sent))
