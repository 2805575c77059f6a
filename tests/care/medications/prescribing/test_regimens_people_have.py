"""Regimens as people really have them: on which days, how much, and when they end."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from carecircle import clock
from carecircle.care.errors import Invalid
from carecircle.care.medications import regimens
from carecircle.care.medications.amounts import amount_on
from carecircle.care.medications.giving.actions import (
    correct_administration,
    record_administration,
)
from carecircle.care.medications.giving.inputs import AdministrationInput, CorrectionInput
from carecircle.care.medications.giving.queries import doses_where
from carecircle.care.medications.models import Dose, Medication, Regimen
from carecircle.care.medications.prescribing.actions import (
    add_medication,
    change_regimen,
    plan_ahead,
)
from carecircle.care.medications.prescribing.inputs import ChangeInput, MedicationInput
from carecircle.care.medications.schedule import slots
from carecircle.db.session import reading, transaction
from tests import cast
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("database", "morning")

MONDAY = date(2026, 11, 23)  # the day of the fixture, ten o'clock
LONDON = ZoneInfo("Europe/London")
WARFARIN = {"amount_mon": 5, "amount_tue": 3, "amount_wed": 5, "amount_thu": "2.5"}


def prescribe(people: Cast, **said: object) -> Medication:
    sent = {"name": "Warfarin", "unit": "mg", "times": "18:00", **said}
    return add_medication(people.ana, MedicationInput.read(sent))


def regimen_of(medication: Medication) -> Regimen:
    with reading() as session:
        found = regimens.regimens_of(session, medication.id)[0]
        session.expunge(found)
    return found


def days_of(regimen: Regimen, days: int) -> list[int]:
    """Returns the thousandths of each day from the first on, added up; 0 for a day without."""
    first = regimen.starts_on
    return [
        sum(amount_on(regimen, on) for _slot in slots(regimen, on, LONDON))
        for on in (first + timedelta(days=number) for number in range(days))
    ]


def days_with(regimen: Regimen, days: int) -> list[date]:
    amounts = days_of(regimen, days)
    first = regimen.starts_on
    return [first + timedelta(days=number) for number, one in enumerate(amounts) if one]


MONTHLY = {
    "31": ([31], ["2026-11-30", "2026-12-31", "2027-01-31", "2027-02-28"]),
    "30": ([30], ["2026-11-30", "2026-12-30", "2027-01-30", "2027-02-28"]),
    "1, 15": ([1, 15], ["2026-12-01", "2026-12-15", "2027-01-01", "2027-01-15", "2027-02-01"]),
    "29, 31": ([29, 31], ["2026-11-29", "2026-11-30", "2026-12-29", "2026-12-31"]),
    "23": ([23], ["2026-11-23", "2026-12-23", "2027-01-23", "2027-02-23"]),
    "5": ([5], ["2026-12-05", "2027-01-05", "2027-02-05", "2027-03-05"]),
}


@pytest.mark.parametrize("typed", MONTHLY)
def test_days_of_the_month_are_kept_and_the_last_ones_clamped(typed: str) -> None:
    people = cast.gather()
    regimen = regimen_of(prescribe(people, quantity=1, month_days=typed))
    stored, expected = MONTHLY[typed]
    assert regimen.month_days == stored
    found = [on.isoformat() for on in days_with(regimen, 110)]
    assert found[: len(expected)] == expected


@pytest.mark.parametrize(
    ("day", "every", "expected"),
    [
        (1, 3, ["2026-12-01", "2027-03-01", "2027-06-01"]),
        (23, 3, ["2026-11-23", "2027-02-23", "2027-05-23"]),
        (31, 2, ["2026-11-30", "2027-01-31", "2027-03-31"]),
        (10, 6, ["2026-12-10", "2027-06-10", "2027-12-10"]),
        (24, 12, ["2026-11-24", "2027-11-24", "2028-11-24"]),
    ],
)
def test_every_third_month_is_counted_from_the_first(
    day: int, every: int, expected: list[str]
) -> None:
    regimen = regimen_of(prescribe(cast.gather(), quantity=1, month_days=day, every_months=every))
    assert [on.isoformat() for on in days_with(regimen, 740)][:3] == expected


@pytest.mark.parametrize(("on", "off"), [(21, 7), (5, 2), (7, 7), (1, 6), (14, 14), (63, 7)])
def test_days_on_and_off(on: int, off: int) -> None:
    regimen = regimen_of(prescribe(cast.gather(), quantity=1, days_on=on, days_off=off))
    expected = ([1000] * on + [0] * off) * 3
    assert days_of(regimen, len(expected)) == expected


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ("4 for 2 days\n3 for 2 days\n2 for 1 day", [4, 4, 3, 3, 2, 0, 0]),
        ("4 x 2; 3 x 2; 1", [4, 4, 3, 3, 1, 1, 1]),
        ("40 for 1 week; 0.5 for 2", [40, 40, 40, 40, 40, 40, 40, 0.5, 0.5, 0]),
        ("4 durante 1 día; 2 por 2 días", [4, 2, 2, 0]),
        ([{"quantity": 4, "days": 1}, {"quantity": "2.5", "days": None}], [4, 2.5, 2.5]),
        ([{"quantity": 1, "days": 3}, {"quantity": 2, "days": 2}], [1, 1, 1, 2, 2, 0]),
        ("4 \u00d7 1\n3\u00d71", [4, 3, 0]),
        ("2: 3d", [2, 2, 2, 0]),
    ],
)
def test_a_taper_goes_by_its_steps_and_ends_with_them(steps: object, expected: list[float]) -> None:
    regimen = regimen_of(prescribe(cast.gather(), steps=steps))
    assert days_of(regimen, len(expected)) == [one * 1000 for one in expected]
    assert regimen.quantity == max(expected) * 1000
    if expected[-1] == 0:
        last = max(number for number, one in enumerate(expected) if one)
        assert regimen.ends_on == MONDAY + timedelta(days=last)


@pytest.mark.parametrize(
    "steps",
    [
        *("4 for", "for 7 days", "4 tablets for 7 days", "4 for 7 days then", "4; 3 for 2"),
        *("4 for 400 days", "0 for 2", "four for 2 days", "1,000 for 2", "4 for 7 hours"),
        *("4-3 for 7", "4 for 0"),
    ],
)
def test_steps_that_are_not_understood_whole_are_refused(steps: str) -> None:
    with pytest.raises(Invalid) as refused:
        prescribe(cast.gather(), steps=steps)
    assert "steps" in refused.value.fields


def test_another_dose_by_weekday_is_one_medication() -> None:
    people = cast.gather()
    medication = prescribe(people, **WARFARIN)
    assert days_of(regimen_of(medication), 8) == [5000, 3000, 5000, 2500, 0, 0, 0, 5000]
    with reading() as session:
        doses = doses_where(session, Dose.medication_id == medication.id)
    assert [one.planned for one in doses] == [5000, 3000, 5000]


def test_a_dose_is_recorded_with_the_amount_of_its_day() -> None:
    people = cast.gather()
    medication = prescribe(people, **WARFARIN)
    for day, expected in ((0, 5000), (1, 3000)):
        with clock.moved_to(datetime(2026, 11, 23 + day, 18, 5, tzinfo=UTC)):
            record = give(people, medication, MONDAY + timedelta(days=day))
        assert record == expected


def test_a_change_keeps_the_amounts_and_one_amount_replaces_them() -> None:
    people = cast.gather()
    medication = prescribe(people, **WARFARIN)
    change(people, medication, times="19:00")
    assert regimen_of(medication).by_weekday == [5000, 3000, 5000, 2500, 0, 0, 0]
    change(people, medication, quantity=4)
    assert days_of(regimen_of(medication), 3) == [4000] * 3
    change(people, medication, steps="3 for 2; 1 for 1")
    assert days_of(regimen_of(medication), 4) == [3000, 3000, 1000, 0]
    change(people, medication, times="20:00")
    assert days_of(regimen_of(medication), 4) == [3000, 3000, 1000, 0]


@pytest.mark.parametrize(
    ("first", "then", "gone"),
    [
        ({"weekdays": "mon"}, {"month_days": 1}, "weekdays"),
        ({"month_days": 1, "every_months": 3}, {"weekdays": "mon"}, "every_months"),
        ({"days_on": 21, "days_off": 7}, {"every_days": 2}, "days_off"),
        ({"every_days": 2}, {"days_on": 21, "days_off": 7}, "every_days"),
        ({"month_days": 1}, {"days_on": 5, "days_off": 2}, "month_days"),
    ],
)
def test_other_days_take_the_place_of_those_before(
    first: dict[str, object], then: dict[str, object], gone: str
) -> None:
    people = cast.gather()
    medication = prescribe(people, quantity=1, **first)
    change(people, medication, **then)
    assert getattr(regimen_of(medication), gone) is None


def test_other_days_never_flatten_amounts_by_weekday() -> None:
    people = cast.gather()
    medication = prescribe(people, **WARFARIN)
    for said in ({"weekdays": "mon"}, {"month_days": 1}, {"every_days": 2}, {"every_hours": 48}):
        with pytest.raises(Invalid):
            change(people, medication, **said)


def test_a_taper_goes_on_where_it_was_if_its_time_is_changed() -> None:
    people = cast.gather()
    medication = prescribe(people, steps="4 for 2 days; 3 for 2 days")
    with clock.moved_to(datetime(2026, 11, 24, 10, 0, tzinfo=UTC)):
        change(people, medication, times="20:00")
    found = regimen_of(medication)
    assert (found.starts_on, found.ends_on) == (date(2026, 11, 24), date(2026, 11, 26))
    assert days_of(found, 4) == [4000, 3000, 3000, 0]


def test_once_only_is_asked_once() -> None:
    found = regimen_of(prescribe(cast.gather(), quantity=1, once=True, starts_on="2026-11-25"))
    assert days_with(found, 60) == [date(2026, 11, 25)]


def test_what_was_given_once_is_not_asked_again_by_a_change() -> None:
    people = cast.gather()
    medication = prescribe(people, quantity=1, once=True)
    with clock.moved_to(datetime(2026, 11, 24, 10, 0, tzinfo=UTC)):
        with pytest.raises(Invalid) as refused:
            change(people, medication, quantity=2)
        assert list(refused.value.fields) == ["ends_on"]
        change(people, medication, quantity=2, starts_on="2026-11-25")
    assert days_with(regimen_of(medication), 60) == [date(2026, 11, 25)]


def test_a_regimen_that_has_not_begun_keeps_its_first_day() -> None:
    people = cast.gather()
    medication = prescribe(people, quantity=1, once=True, starts_on="2026-12-24")
    change(people, medication, quantity=2)
    change(people, medication, quantity=3)
    assert days_with(regimen_of(medication), 60) == [date(2026, 12, 24)]


def test_a_course_ends_with_its_last_dose_and_goes_on_if_that_is_undone() -> None:
    people = cast.gather()
    medication = prescribe(people, quantity=1, times="09:30, 10:00, 10:30, 11:00", doses=3)
    give(people, medication, MONDAY, "09:30")
    give(people, medication, MONDAY, "10:00", outcome="refused_destroyed")
    give(people, medication, MONDAY, "10:30")
    assert "11:00" in open_times(medication)
    with clock.moved_to(datetime(2026, 11, 23, 11, 0, tzinfo=UTC)):
        give(people, medication, MONDAY, "11:00")
        assert open_times(medication) == []
        undo_last(people, medication)
        with transaction() as tx:
            assert plan_ahead(tx.session) == 1
        assert "09:30" in open_times(medication)


REFUSED = {
    "no day of the weekdays before the end": (
        {"weekdays": "thu", "starts_on": "2026-11-23", "ends_on": "2026-11-25"},
        "ends_on",
    ),
    "no day of the month before the end": ({"month_days": 20, "ends_on": "2026-12-15"}, "ends_on"),
    "it has ended": ({"starts_on": "2026-11-01", "ends_on": "2026-11-20"}, "ends_on"),
    "its last time today has passed": ({"times": "07:00", "ends_on": "2026-11-23"}, "ends_on"),
    "once, and its time has passed": ({"times": "07:00", "once": True}, "ends_on"),
    "the weekday is always off": ({"weekdays": "sun", "days_on": 1, "days_off": 6}, "weekdays"),
    "an interval longer than between its times": (
        {"times": "08:00, 12:00", "min_interval_h": 6},
        "min_interval_h",
    ),
    "an interval over midnight": ({"times": "02:00, 22:00", "min_interval_h": 6}, "min_interval_h"),
    "an interval beyond every so many hours": (
        {"times": "08:00", "every_hours": 4, "min_interval_h": 6},
        "min_interval_h",
    ),
    "an interval beyond a day": ({"times": "08:00", "min_interval_h": 30}, "min_interval_h"),
    "a maximum below its own times": (
        {"times": "08:00, 14:00, 20:00", "max_per_day": 2},
        "max_per_day",
    ),
    "a maximum below every so many hours": (
        {"times": "08:00", "every_hours": 6, "max_per_day": 3},
        "max_per_day",
    ),
    "a maximum below one weekday": (
        {"quantity": None, "amount_mon": 1, "amount_tue": 3, "max_per_day": 2},
        "max_per_day",
    ),
    "a maximum below a later step": (
        {"quantity": None, "steps": "1 for 30; 4 for 7", "times": "08:00, 20:00", "max_per_day": 6},
        "max_per_day",
    ),
    "two kinds of cycle": ({"every_days": 2, "every_hours": 72}, "every_hours"),
    "days of the month and of the week": ({"month_days": 1, "weekdays": "mon"}, "month_days"),
    "on without off": ({"days_on": 21}, "days_off"),
    "months without a day": ({"every_months": 3}, "month_days"),
    "once, at two times": ({"once": True, "times": "11:00, 12:00"}, "times"),
    "one amount and others": ({"quantity": 2, **WARFARIN}, "quantity"),
    "no amount": ({"quantity": None}, "quantity"),
    "as needed and in steps": ({"is_prn": True, "steps": "1 for 2", "quantity": None}, "steps"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_schedule_that_never_asks_or_breaks_its_own_limits_is_refused(what: str) -> None:
    said, field = REFUSED[what]
    with pytest.raises(Invalid) as refused:
        prescribe(cast.gather(), **({"quantity": 1} | said))
    assert field in refused.value.fields


@pytest.mark.parametrize(
    "said",
    [
        {"times": "00:00, 04:00, 08:00, 12:00, 16:00, 20:00", "min_interval_h": 4},
        {"times": "08:00, 20:00", "max_per_day": 2},
        {"times": "08:00", "quantity_most": 2, "max_per_day": 1},
        {"times": "08:00", "every_hours": 72, "min_interval_h": 72},
        {"times": "22:00", "ends_on": "2026-11-23"},
        {"times": "08:00", "month_days": 29, "starts_on": "2027-02-01"},
    ],
)
def test_what_just_keeps_its_limits_is_accepted(said: dict[str, object]) -> None:
    assert prescribe(cast.gather(), **({"quantity": 1} | said)).id


def give(people: Cast, medication: Medication, on: date, at: str = "18:00", **said: str) -> int:
    """Records the dose; returns the thousandths that are stored."""
    with reading() as session:
        rows = select(Dose.id).where(Dose.medication_id == medication.id, Dose.local_on == on)
        dose_id = session.scalars(rows.where(Dose.local_time == at)).one()
    sent = {"outcome": "given", "reason": "As planned", "confirm": "too-close", **said}
    return record_administration(people.ben, dose_id, AdministrationInput.read(sent)).quantity


def undo_last(people: Cast, medication: Medication) -> None:
    with reading() as session:
        doses = doses_where(session, Dose.medication_id == medication.id)
        last = max((r for one in doses for r in one.records), key=lambda r: r.id)
    correct_administration(people.ben, last.id, CorrectionInput.read({"undo": True, "why": "No"}))


def open_times(medication: Medication) -> list[str]:
    """Returns the times of the doses that are still to be given."""
    with reading() as session:
        found = doses_where(session, Dose.medication_id == medication.id)
    return [one.dose.local_time for one in found if one.standing is None]


def change(people: Cast, medication: Medication, **said: object) -> None:
    sent = {"why": "Dr Lee, by phone", **said}
    change_regimen(people.ana, medication.id, ChangeInput.read(sent))
