"""A stop or a change reaches every dose that is not recorded, and no dose that is (rule 17)."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

import pytest

from carecircle import clock
from carecircle.care.errors import Conflict, RuleBroken
from carecircle.care.medications.giving import actions, open_doses, queries
from carecircle.care.medications.giving.inputs import AdministrationInput
from carecircle.care.medications.models import Medication
from carecircle.care.medications.prescribing.actions import (
    change_regimen,
    plan_ahead,
    stop_medication,
)
from carecircle.care.medications.prescribing.inputs import ChangeInput, StopInput
from carecircle.db.session import reading, transaction
from tests import cast
from tests.cast import Cast

TEN_PAST_EIGHT = datetime(2026, 5, 12, 8, 10, tzinfo=UTC)  # a Tuesday

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def people() -> Iterator[Cast]:
    with clock.moved_to(TEN_PAST_EIGHT - timedelta(hours=2)):
        people = cast.gather("UTC")
        yield people


def at(hour: int, minute: int = 0, day: int = 12) -> AbstractContextManager[None]:
    return clock.moved_to(datetime(2026, 5, day, hour, minute, tzinfo=UTC))


def day(people: Cast, on: int = 12) -> list[tuple[str, int, str]]:
    """Returns time, amount and state of each dose of that day."""
    with reading() as session:
        date = datetime(2026, 5, on, tzinfo=UTC).date()
        found = queries.doses_of_day(session, people.family_id, date)
        now = clock.now()
        return [(d.dose.local_time, d.regimen.quantity // 1000, d.state(now)) for d in found]


def change(people: Cast, medication: Medication, **values: object) -> None:
    change_regimen(people.ana, medication.id, ChangeInput.read({"why": "Dr Lee"} | values))


def record(people: Cast, medication: Medication, outcome: str = "given", **more: object) -> None:
    values = AdministrationInput.read({"outcome": outcome, "reason": "As it was"} | more)
    actions.record_administration(people.ben, cast.first_dose(medication).id, values)


def test_a_stop_withdraws_the_dose_that_is_due(people: Cast) -> None:
    medication = cast.prescribe(people.ana, times="08:00, 20:00", quantity=2)
    with at(8, 10):
        stop_medication(people.ana, medication.id, StopInput.read({"why": "Dr Lee"}))
        assert day(people) == []
    with at(11), reading() as session:
        assert open_doses.open_doses(session, people.family_id) == []
        actions.emit_due_doses()


def test_a_stop_ends_the_offer_of_a_refused_dose_and_keeps_its_record(people: Cast) -> None:
    medication = cast.prescribe(people.ana, times="08:00")
    with at(8, 5):
        record(people, medication, "refused")
    with at(8, 10):
        stop_medication(people.ana, medication.id, StopInput.read({"why": "Dr Lee"}))
        assert day(people) == [("08:00", 1, "recorded")]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"quantity": 1}, [("08:00", 1, "due"), ("20:00", 1, "upcoming")]),
        ({"quantity": 4, "times": "12:00"}, [("12:00", 4, "upcoming")]),
        ({"quantity": 4, "times": "08:15"}, [("08:15", 4, "due")]),
        ({"quantity": 1, "times": "08:00"}, [("08:00", 1, "due")]),
        ({"quantity": 4, "weekdays": "wed"}, []),
        (
            {"quantity": 4, "times": "10:00, 22:00"},
            [("10:00", 4, "upcoming"), ("22:00", 4, "upcoming")],
        ),
    ],
    ids=["halved", "moved", "moved by minutes", "once a day", "another weekday", "both moved"],
)
def test_a_change_at_ten_past_eight(
    people: Cast, values: dict[str, object], expected: list[tuple[str, int, str]]
) -> None:
    medication = cast.prescribe(people.ana, times="08:00, 20:00", quantity=4)
    with at(8, 10):
        change(people, medication, **values)
        assert day(people) == expected


def test_a_dose_given_early_stays_and_is_not_asked_for_again(people: Cast) -> None:
    medication = cast.prescribe(people.ana, times="20:00", quantity=2)
    with at(18):
        record(people, medication)
    with at(18, 30):
        change(people, medication, quantity=2, times="21:00")
        assert day(people) == [("20:00", 2, "recorded")]
        assert [time for time, _amount, _state in day(people, 13)] == ["21:00"]


def test_moved_to_a_time_that_has_passed_the_day_keeps_its_dose(people: Cast) -> None:
    medication = cast.prescribe(people.ana, times="12:00")
    with at(10, 30):
        change(people, medication, quantity=2, times="08:00")
        assert day(people) == [("12:00", 2, "upcoming")]
        assert [time for time, _amount, _state in day(people, 13)] == ["08:00"]


def test_last_nights_open_dose_gets_the_new_amount(people: Cast) -> None:
    medication = cast.prescribe(people.ana, times="23:40", quantity=4)
    with at(0, 10, day=13):
        change(people, medication, quantity=2)
        with reading() as session:
            (dose,) = open_doses.open_doses(session, people.family_id)
        assert (dose.dose.local_time, dose.regimen.quantity) == ("23:40", 2000)


CYCLES = {
    "weekly": ({"times": "08:00", "every_days": 7}, [19, 26]),
    "alternate days": ({"times": "08:00", "every_days": 2}, [14, 16]),
    "every 72 hours": ({"times": "08:00", "every_hours": 72}, [15, 18]),
}


@pytest.mark.parametrize("case", CYCLES.values(), ids=CYCLES)
def test_a_change_of_the_amount_keeps_the_cycle(
    people: Cast, case: tuple[dict[str, object], list[int]]
) -> None:
    given, expected = case
    medication = cast.prescribe(people.ana, **given)
    with at(8, 5):
        record(people, medication)
    with at(9, day=13):
        change(people, medication, quantity=2)
    found = []
    for on in range(13, 27):
        with at(1, day=on):
            with transaction() as tx:
                plan_ahead(tx.session)
            found += [on for _dose in day(people, on)]
    assert found[:2] == expected


@pytest.mark.parametrize("every_days", [7, 2])
def test_a_first_dose_too_soon_after_the_last_is_asked_about(people: Cast, every_days: int) -> None:
    medication = cast.prescribe(people.ana, times="08:00", every_days=every_days)
    with at(8, 5):
        record(people, medication)
    with at(9):
        new = {"quantity": 1, "every_days": every_days, "starts_on": "2026-05-13"}
        with pytest.raises(RuleBroken) as asked:
            change(people, medication, **new | {"every_days": every_days + 7})
        assert asked.value.code == "too-soon-after-change"
        change(
            people, medication, **new | {"every_days": every_days + 7, "confirm": asked.value.code}
        )


@pytest.mark.parametrize("how", ["stopped", "changed"])
def test_an_old_page_is_refused_with_what_was_changed(people: Cast, how: str) -> None:
    medication = cast.prescribe(people.ana, times="08:00", quantity=4)
    with reading() as session:
        shown = queries.the_dose(
            session, people.family_id, cast.first_dose(medication).id
        ).regimen.id
    with at(8, 10):
        if how == "stopped":
            stop_medication(people.ana, medication.id, StopInput.read({"why": "Dr Lee"}))
        else:
            change(people, medication, quantity=2)
    with at(8, 15):
        with pytest.raises(Conflict) as refused:
            record(people, medication, regimen=shown)
        assert refused.value.code == "changed"
        assert "Ana" in refused.value.message
        assert "08:10" in refused.value.message
        record(people, medication, regimen=shown, really_given=True)
        assert day(people)[0][2] == "recorded"
