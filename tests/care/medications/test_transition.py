"""What a changed regimen still asks for on a day that has begun (pure rules)."""

from datetime import UTC, datetime, timedelta

import pytest

from carecircle.care.medications.schedule import Slot
from carecircle.care.medications.transition import Known, slots_to_ask


def at(time: str) -> datetime:
    return datetime.fromisoformat(f"2026-03-10T{time}").replace(tzinfo=UTC)


def slots(times: str) -> list[Slot]:
    return [Slot(time, at(time)) for time in times.split()]


CASES = {
    # name: (new times, times with a record, expected times without one, now, asked)
    "the same times": ("08:00 20:00", "08:00", "20:00", "09:00", "20:00"),
    "later, not given": ("12:00", "", "08:00", "08:10", "12:00"),
    "earlier, too late for it": ("08:00", "", "12:00", "10:30", "12:00"),
    "earlier, and given already": ("08:00", "08:00", "12:00", "10:30", ""),
    "given early, then moved later": ("21:00", "20:00", "", "18:30", ""),
    "given, then moved to two times": ("12:00 20:00", "08:00", "", "09:00", "20:00"),
    "two given, then one a day": ("22:00", "08:00 14:00", "20:00", "15:00", ""),
    "one a day becomes three": ("08:00 14:00 20:00", "", "08:00", "08:10", "08:00 14:00 20:00"),
    "three become one": ("20:00", "08:00", "14:00 20:00", "09:00", ""),
    "late, and moved by ten minutes": ("08:10", "", "08:00", "08:05", "08:10"),
    "all have passed, none is left": ("06:00 07:00", "", "", "12:00", ""),
    "two have passed, one old one is left": ("06:00 07:00", "", "20:00", "12:00", "20:00"),
    "no dose on this day any more": ("", "", "08:00 20:00", "08:10", ""),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_day_asks_for_what_is_neither_given_nor_dropped(case: tuple[str, ...]) -> None:
    planned, recorded, expected, now, asked = case
    known = [Known(slot, True) for slot in slots(recorded)]
    known += [Known(slot, False) for slot in slots(expected)]

    def is_past(slot: Slot) -> bool:
        return slot.due_at + timedelta(minutes=60) <= at(now)

    found = slots_to_ask(slots(planned), known, at(now), is_past)
    assert [slot.local_time for slot in found] == asked.split()
