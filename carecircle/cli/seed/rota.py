"""The demo's rota: planned a week ahead, checked in and out day by day."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from carecircle.care.actor import Actor
from carecircle.care.shifts import actions
from carecircle.care.shifts.inputs import ShiftInput
from carecircle.care.shifts.models import Shift
from carecircle.cli.seed import sign_ins
from carecircle.cli.seed.month import Month

ZONE = ZoneInfo(sign_ins.ZONE)
PLANNED_AHEAD = timedelta(days=6)
ON_THE_WAY = timedelta(minutes=4)


@dataclass(frozen=True)
class PlannedTurn:
    """hours: in Rosa's time zone; the end is on the next day if it is not later than the start.
    weekday: of a weekly turn, Monday is 0."""

    who: str
    begin: time
    end: time
    repeat: str
    weekday: int | None = None


# The same people as `day.on_duty` returns for giving doses.
TURNS = (
    PlannedTurn("Ben", time(8), time(17), "weekdays"),
    PlannedTurn("Ana", time(17), time(21), "weekdays"),
    PlannedTurn("Ana", time(8), time(21), "weekly", weekday=5),
    PlannedTurn("Ana", time(8), time(21), "weekly", weekday=6),
    PlannedTurn("Idris", time(21), time(8), "daily"),
)


def plan(admin: Actor, actors: dict[str, Actor], first: date, today: date) -> list[Shift]:
    """Plans the rota from the first day to some days after today."""
    shifts: list[Shift] = []
    for turn in TURNS:
        values = ShiftInput.read(_given(turn, first) | {"until": str(today + PLANNED_AHEAD)})
        values = values.changed(member=actors[turn.who].member_id)
        shifts += actions.plan_shifts(admin, values)
    return shifts


def work(month: Month, shifts: list[Shift]) -> None:
    """Everybody arrives a little early and leaves a little late; whoever is on duty now stays."""
    actors = {actor.member_id: actor for actor in month.actors.values()}
    for shift in shifts:
        actor = actors[shift.member_id]
        month.at(shift.starts_at - ON_THE_WAY, partial(actions.start_shift, actor, shift.id))
        leave = partial(actions.end_shift, actor, shift.id, None, [])
        month.at(shift.ends_at + ON_THE_WAY, leave)


def _given(turn: PlannedTurn, first: date) -> dict[str, str]:
    while turn.weekday is not None and first.weekday() != turn.weekday:
        first += timedelta(days=1)
    last = first if turn.end > turn.begin else first + timedelta(days=1)
    hours = datetime.combine(first, turn.begin, ZONE), datetime.combine(last, turn.end, ZONE)
    return {
        "starts_at": hours[0].isoformat(),
        "ends_at": hours[1].isoformat(),
        "repeat": turn.repeat,
    }
