"""The form in which every transport carries an event, byte for byte the same."""

import json
from datetime import UTC, datetime
from typing import Any

from carecircle.events.audience import without_details
from carecircle.events.models import Event


def envelope(
    event: Event, epoch: str, *, visible: bool = True, details: bool = True
) -> dict[str, Any]:
    """The public form; withheld where the reader may not see it: its place, and nothing else.

    details: whether the reader may read what was written.
    """
    place = {"id": f"{epoch}-{event.seq}", "family": event.family_id, "seq": event.seq}
    if not visible:
        hidden = {"type": "withheld", "recipient": None, "actor": None, "at": instant(event.at)}
        return place | hidden | {"data": {}}
    named = {"id": event.actor_id, "name": event.actor_name} if event.actor_id else None
    return place | {
        "type": event.type,
        "recipient": event.recipient_id,
        "actor": named,
        "at": instant(event.at),
        "data": event.data if details else without_details(event.type, event.data),
    }


def instant(at: datetime) -> str:
    """`2026-11-23T08:02:11.120Z`: UTC, to the millisecond."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"


def encode(members: dict[str, Any]) -> bytes:
    """Canonical JSON on one line, UTF-8, no spaces."""
    return json.dumps(members, ensure_ascii=False, separators=(",", ":")).encode()
