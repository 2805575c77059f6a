"""The rota without a database: repeats over clock changes, gaps, overlaps."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from carecircle.care.shifts import rules
from carecircle.care.thresholds.definitions import DEFAULTS

LONDON = ZoneInfo("Europe/London")


@dataclass
class Span:
    starts_at: datetime
    ends_at: datetime
    member_id: str | None = "ben"


def at(hour: int, day: int = 23) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=UTC)


def test_a_night_shift_keeps_its_wall_clock_over_the_end_of_summer() -> None:
    begin = datetime(2026, 10, 24, 22, tzinfo=LONDON)
    turns = rules.repeats(begin, begin + timedelta(hours=9), "daily", date(2026, 10, 26), LONDON)
    local = [(a.astimezone(LONDON).hour, b.astimezone(LONDON).hour) for a, b in turns]
    assert local == [(22, 7), (22, 7), (22, 7)]


def test_weekdays_leave_the_weekend_out() -> None:
    friday = datetime(2026, 11, 20, 8, tzinfo=LONDON)
    turns = rules.repeats(
        friday, friday + timedelta(hours=1), "weekdays", date(2026, 11, 24), LONDON
    )
    assert [a.day for a, _b in turns] == [20, 23, 24]


def test_a_shift_that_does_not_repeat_is_one() -> None:
    assert rules.repeats(at(8), at(9), "once", date(2026, 12, 1), LONDON) == [(at(8), at(9))]


def test_an_open_shift_covers_nothing() -> None:
    shifts = [Span(at(7), at(15)), Span(at(15), at(17), None), Span(at(17), at(22))]
    found = rules.gaps(shifts, at(6), at(23))
    assert [(g.starts_at.hour, g.ends_at.hour) for g in found] == [(6, 7), (15, 17), (22, 23)]


def test_hours_within_longer_hours_leave_no_gap() -> None:
    assert rules.gaps([Span(at(6), at(20)), Span(at(8), at(9))], at(7), at(19)) == []


def test_two_at_once_overlap_and_two_in_turn_do_not() -> None:
    early, late = Span(at(7), at(15)), Span(at(15), at(22))
    assert not rules.overlapping(early, [early, late])
    assert rules.overlapping(early, [early, Span(at(14), at(16))])


def test_it_reminds_of_a_handoff_twice_and_then_no_more() -> None:
    told = [rules.reminder(at(7), step, DEFAULTS) for step in rules.EMITTED_STATES]
    assert told == [at(7) + timedelta(minutes=15), at(7) + timedelta(minutes=30), None]
