"""Pure rules of a changed regimen: what is still asked for on a day that has begun.

A dose with a record is never asked for again, whatever its new time. A new time that had passed
when the change was written does not make the day one dose short: an old time that is still to come
stays for that day.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from carecircle.care.medications.schedule import Slot


@dataclass(frozen=True)
class Known:
    """A dose of the day that is not withdrawn. is_recorded: its record settles it."""

    slot: Slot
    is_recorded: bool


def slots_to_ask(
    planned: Sequence[Slot],
    known: Sequence[Known],
    now: datetime,
    is_past: Callable[[Slot], bool],
) -> list[Slot]:
    """Returns the slots of the day that have or need a dose, besides the recorded ones. is_past:
    whether it was too late for a slot when the regimen was written."""
    left = _without_recorded(planned, [one.slot for one in known if one.is_recorded])
    expected = {one.slot.local_time for one in known if not one.is_recorded}
    to_come = [slot for slot in left if slot.local_time in expected or not is_past(slot)]
    times = {slot.local_time for slot in planned}
    old = [
        one.slot
        for one in known
        if not one.is_recorded and one.slot.due_at > now and one.slot.local_time not in times
    ]
    kept = sorted(old, key=_due)[: len(left) - len(to_come)]
    return sorted([*to_come, *kept], key=_due)


def _without_recorded(planned: Sequence[Slot], recorded: Sequence[Slot]) -> list[Slot]:
    """Returns the slots without those that the records stand for: the same time, or the nearest."""
    times = {slot.local_time for slot in recorded}
    left = [slot for slot in planned if slot.local_time not in times]
    same = {slot.local_time for slot in planned}
    for moved in (slot for slot in recorded if slot.local_time not in same):
        if left:
            left.remove(min(left, key=lambda slot: abs(slot.due_at - moved.due_at)))
    return left


def _due(slot: Slot) -> datetime:
    return slot.due_at
