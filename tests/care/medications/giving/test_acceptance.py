"""What a care home would try first, told as it happens."""

from datetime import datetime, timedelta

import pytest

from carecircle import clock
from carecircle.care.errors import Conflict
from carecircle.care.medications.giving import queries
from carecircle.care.medications.giving.actions import record_administration
from carecircle.care.medications.giving.inputs import AdministrationInput
from carecircle.db.session import reading
from tests import cast

pytestmark = pytest.mark.usefixtures("database")

EIGHT = datetime.fromisoformat("2026-11-23T08:00:00+00:00")


def at(hours: float) -> datetime:
    return EIGHT + timedelta(hours=hours)


def given(**values: object) -> AdministrationInput:
    return AdministrationInput.read({"outcome": "given", **values})


def test_twice_daily_with_the_morning_logged_leaves_the_evening_due() -> None:
    people = cast.gather()
    with clock.moved_to(at(-1)):
        medication = cast.prescribe(people.ana, times="08:00, 20:00")
    with clock.moved_to(at(0)):
        record_administration(people.ben, cast.first_dose(medication).id, given())
    with clock.moved_to(at(12)), reading() as session:
        day = queries.doses_of_day(session, people.family_id, EIGHT.date())
        assert [dose.state(clock.now()) for dose in day] == ["recorded", "due"]


def test_refused_at_eight_and_given_at_twenty_to_nine_stops_a_third() -> None:
    people = cast.gather()
    with clock.moved_to(at(-1)):
        dose = cast.first_dose(cast.prescribe(people.ana, times="08:00"))
    with clock.moved_to(at(0)):
        record_administration(people.ben, dose.id, given(outcome="refused", reason="Felt sick"))
    with clock.moved_to(at(2 / 3)):
        record_administration(people.ana, dose.id, given())
    with clock.moved_to(at(0.75)):
        with pytest.raises(Conflict, match="Ana"):
            record_administration(people.ben, dose.id, given())
        with reading() as session:
            found = queries.the_dose(session, people.family_id, dose.id)
        assert found.standing is not None
        assert found.standing.outcome == "given"
        assert [record.outcome for record in found.records] == ["refused", "given"]
        assert all(record.voided_at is None for record in found.records)
