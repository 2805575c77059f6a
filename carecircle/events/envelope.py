"""The form of an event on every transport, byte for byte the same."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, TypedDict

from carecircle.events.audience import without_details
from carecircle.events.models import Event


class Named(TypedDict):
    """The actor, as an event names them."""

    id: str
    name: str | None


class Envelope(TypedDict):
    """The members of an event in the order in which they are serialised."""

    id: str
    family: str
    seq: int
    type: str
    recipient: str | None
    actor: Named | None
    at: str
    data: dict[str, Any]


def envelope(event: Event, epoch: str, *, visible: bool = True, details: bool = True) -> Envelope:
    """Returns the public form. visible: False leaves only its place in the log (type `withheld`).
    details: whether the reader may see texts that people wrote."""
    data = event.data if details else without_details(event.type, event.data)
    return {
        "id": f"{epoch}-{event.seq}",
        "family": event.family_id,
        "seq": event.seq,
        "type": event.type if visible else "withheld",
        "recipient": event.recipient_id if visible else None,
        "actor": _actor(event) if visible else None,
        "at": instant(event.at),
        "data": data if visible else {},
    }


def _actor(event: Event) -> Named | None:
    return {"id": event.actor_id, "name": event.actor_name} if event.actor_id else None


def instant(at: datetime) -> str:
    """Returns UTC to the millisecond: `2026-11-23T08:02:11.120Z`."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"


def encode(members: Mapping[str, object]) -> bytes:
    """Returns canonical JSON: one line, UTF-8, no spaces."""
    return json.dumps(members, ensure_ascii=False, separators=(",", ":")).encode()
