"""One dose of the demo's month: who gives it, when, and the outcome."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from carecircle.care.medications.models import Dose

ZONE = ZoneInfo("Europe/London")
REFUSALS = ("Did not want it now", "Said it tastes bitter", "Turned her head away")
LATE = ("Was at the hairdresser's", "Asleep in the chair, not woken", "Visitors stayed longer")


@dataclass(frozen=True)
class Step:
    """At that instant this person records that about the dose."""

    at: datetime
    who: str
    dose_id: str
    values: dict[str, Any]


def on_duty(at: datetime) -> str:
    """Returns Idris at night, Ben on weekdays, Ana on weekends and in the evening."""
    local = at.astimezone(ZONE)
    if local.hour >= 21 or local.hour < 8:
        return "Idris"
    return "Ben" if local.weekday() < 5 and local.hour < 17 else "Ana"


def steps(dose: Dose, chance: random.Random) -> list[Step]:
    """Returns mostly doses on time; some late, refused and then given, or not recorded."""
    roll = chance.random()
    if roll < 0.015:
        return []
    if roll < 0.04:
        return [_given(dose, dose.late_at + _minutes(chance, 5, 25), chance.choice(LATE))]
    if roll < 0.06:
        return [_step(dose, chance, "refused", chance.choice(REFUSALS))]
    if roll < 0.08:
        first = _step(dose, chance, "refused", chance.choice(REFUSALS))
        return [first, _given(dose, first.at + _minutes(chance, 15, 30))]
    if roll < 0.09:
        return [_step(dose, chance, "asleep", "Sleeping deeply, not woken")]
    return [_given(dose, dose.due_at + _minutes(chance, -8, 18))]


def _minutes(chance: random.Random, least: int, most: int) -> timedelta:
    return timedelta(seconds=chance.randint(least * 60, most * 60))


def _step(dose: Dose, chance: random.Random, outcome: str, reason: str) -> Step:
    at = dose.due_at + _minutes(chance, 0, 10)
    return Step(at, on_duty(at), dose.id, {"outcome": outcome, "reason": reason})


def _given(dose: Dose, at: datetime, note: str | None = None) -> Step:
    return Step(at, on_duty(at), dose.id, {"outcome": "given", "note": note})
