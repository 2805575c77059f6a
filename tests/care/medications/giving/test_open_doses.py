"""A dose is open until its window ends and it is explained, whatever the date (rule 5)."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from carecircle import clock
from carecircle.care.errors import Conflict
from carecircle.care.medications.giving import actions, open_doses
from carecircle.care.medications.giving.inputs import (
    AdministrationInput,
    CorrectionInput,
    DoseReviewInput,
)
from carecircle.care.medications.records import records_of
from carecircle.db.session import reading
from tests import cast
from tests.care.medications.logged_events import types_told
from tests.cast import Cast

EVENING = datetime(2026, 3, 10, 22, 0, tzinfo=UTC)
TIMES = "23:00, 23:40"

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def people() -> Iterator[Cast]:
    with clock.moved_to(EVENING):
        people = cast.gather("Europe/London")
        cast.prescribe(people.ana, times=TIMES)
        yield people


def still_open(people: Cast, **later: int) -> list[tuple[str, str, str]]:
    """Returns day, time and state of each open dose, so much after the evening."""
    now = EVENING + timedelta(**later)
    with clock.moved_to(now), reading() as session:
        found = open_doses.open_doses(session, people.family_id)
        return [(f"{d.dose.local_on:%d}", d.dose.local_time, d.state(now)) for d in found]


def record(people: Cast, outcome: str, index: int = 0, **later: int) -> str:
    with clock.moved_to(EVENING + timedelta(**later)):
        with reading() as session:
            dose = open_doses.open_doses(session, people.family_id)[index].dose
        values = AdministrationInput.read({"outcome": outcome, "reason": "As it was"})
        return actions.record_administration(people.ben, dose.id, values).id


@pytest.mark.parametrize(
    ("minutes", "found"),
    [
        (29, []),
        (30, [("10", "23:00", "due")]),
        (119, [("10", "23:00", "due"), ("10", "23:40", "due")]),
        (130, [("10", "23:00", "late"), ("10", "23:40", "due")]),
        (181, [("10", "23:00", "not_recorded"), ("10", "23:40", "late")]),
        (600, [("10", "23:00", "not_recorded"), ("10", "23:40", "not_recorded")]),
        (60 * 24 - 1, [("10", "23:00", "not_recorded"), ("10", "23:40", "not_recorded")]),
    ],
)
def test_midnight_closes_no_dose(
    people: Cast, minutes: int, found: list[tuple[str, str, str]]
) -> None:
    assert still_open(people, minutes=minutes) == found


def test_what_was_not_recorded_stays_open_for_months(people: Cast) -> None:
    for minutes in (40, 130, 190, 250):
        with clock.moved_to(EVENING + timedelta(minutes=minutes)):
            actions.emit_due_doses()
    assert ("10", "23:00", "not_recorded") in still_open(people, days=90)


@pytest.mark.parametrize("outcome", ["given", "partly", "withheld", "refused_destroyed"])
def test_an_outcome_closes_it(people: Cast, outcome: str) -> None:
    if outcome == "partly":
        with clock.moved_to(EVENING + timedelta(hours=2)), reading() as session:
            dose = open_doses.open_doses(session, people.family_id)[0].dose
        with clock.moved_to(EVENING + timedelta(hours=2)):
            values = {"outcome": outcome, "reason": "Half", "quantity": "0.5"}
            actions.record_administration(people.ben, dose.id, AdministrationInput.read(values))
    else:
        record(people, outcome, hours=2)
    assert [time for _day, time, _state in still_open(people, minutes=125)] == ["23:40"]


def test_a_refusal_stays_open_until_its_window_ends(people: Cast) -> None:
    record(people, "refused", minutes=110)
    assert still_open(people, minutes=125)[0] == ("10", "23:00", "on_offer")
    assert [time for _day, time, _state in still_open(people, minutes=181)] == ["23:40"]


def test_an_undone_record_opens_it_again(people: Cast) -> None:
    made = record(people, "given", minutes=110)
    with clock.moved_to(EVENING + timedelta(minutes=112)):
        actions.correct_administration(people.ben, made, CorrectionInput.read({"undo": True}))
    assert still_open(people, minutes=126)[0] == ("10", "23:00", "late")


def test_a_review_closes_what_was_not_recorded_and_records_nothing(people: Cast) -> None:
    with clock.moved_to(EVENING + timedelta(hours=9)):
        with reading() as session:
            dose = open_doses.open_doses(session, people.family_id)[0].dose
        for _press in range(2):
            actions.review_dose(
                people.ben, dose.id, DoseReviewInput.read({"note": "Asleep, I think"})
            )
    assert [time for _day, time, _state in still_open(people, hours=10)] == ["23:40"]
    assert types_told(people.family_id).count("medication:reviewed") == 1
    with reading() as session:
        assert records_of(session, [dose.id]) == {dose.id: []}


def test_what_can_still_be_given_is_not_reviewed_away(people: Cast) -> None:
    with clock.moved_to(EVENING + timedelta(hours=2)), reading() as session:
        dose = open_doses.open_doses(session, people.family_id)[0].dose
    with clock.moved_to(EVENING + timedelta(hours=2)), pytest.raises(Conflict):
        actions.review_dose(people.ben, dose.id, DoseReviewInput.read({}))


def test_the_doses_of_another_family_are_not_among_them(people: Cast) -> None:
    with clock.moved_to(EVENING):
        other = cast.gather("Europe/London")
    assert still_open(other, hours=9) == []
