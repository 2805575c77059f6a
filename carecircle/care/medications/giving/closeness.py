"""Pure rule of two doses of one medication that are given too close together."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class GivenDose:
    """A dose: its key, when it was due, and when it was given."""

    id: str
    due_at: datetime
    given_at: datetime


def closest_apart(one: GivenDose, other: GivenDose, before_later: datetime) -> timedelta:
    """Returns how far apart the two must at least be given: half the time between the later of
    them and the dose before it. before_later: when that dose is due."""
    later = max(one.due_at, other.due_at)
    return (later - before_later) / 2


def are_too_close(one: GivenDose, other: GivenDose, before_later: datetime) -> bool:
    return abs(one.given_at - other.given_at) < closest_apart(one, other, before_later)
