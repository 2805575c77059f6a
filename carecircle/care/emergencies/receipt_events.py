"""The receipts in an event: all members while they are few, only the new ones in large families."""

from datetime import datetime

from carecircle.care.emergencies.queries import Story
from carecircle.care.emitting import EventData

MOST_NAMED = 100
MOST_NOT_REACHED = 20


def receipt_data(story: Story, told_at: datetime | None) -> EventData:
    """Returns the data. received, seen: members; if there are too many to list, those since
    told_at."""
    seen = {one.member_id: one.at for one in story.has("seen").values()}
    received = {one.member_id: one.at for one in story.has("received").values()}
    others = {one.id for one in story.members} - {story.emergency.raised_by}
    missing = sorted(others - received.keys() - {answer.member_id for answer in story.answers})
    sent_devices, received_devices = story.devices()
    return {
        "received": _named(received, told_at),
        "seen": _named(seen, told_at),
        "received_count": len(received),
        "seen_count": len(seen),
        "not_reached": missing[:MOST_NOT_REACHED],
        "not_reached_count": len(missing),
        "devices": {"sent": sent_devices, "received": received_devices},
    }


def _named(found: dict[str, datetime], told_at: datetime | None) -> list[str]:
    by_time = sorted(found, key=lambda member: found[member])
    if len(found) > MOST_NAMED and told_at is not None:
        by_time = [member for member in by_time if found[member] >= told_at]
    return by_time[:MOST_NAMED]
