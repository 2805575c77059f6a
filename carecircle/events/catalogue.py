"""Every type of event: its fields. The source for docs/contract.md and for the fragments."""

from dataclasses import dataclass


@dataclass(frozen=True)
class EventType:
    """A type of event. fields: the members of its data. An ephemeral one is never stored."""

    name: str
    fields: tuple[str, ...]
    is_ephemeral: bool = False


_DOSE = ("dose", "medication", "due_at")
_EMERGENCY = ("emergency", "status", "type", "severity", "drill")
_MEMBER = ("member", "role")
_COUNTS = ("received_count", "seen_count", "not_reached_count")
_RECEIPTS = ("received", "seen", "not_reached", *_COUNTS, "devices")

_ALL = (
    EventType("medication:logged", ("dose", "medication", "administration", "outcome", "given_at")),
    EventType("medication:corrected", ("administration", "replaces", "outcome")),
    EventType("medication:due", _DOSE),
    EventType("medication:late", _DOSE),
    EventType("medication:missed", _DOSE),
    EventType("medication:unrecorded", _DOSE),
    EventType("medication:reoffered", _DOSE),
    EventType("medication:offer_ended", _DOSE),
    EventType("medication:changed", ("medication",)),
    EventType("medication:stock_low", ("medication", "days_left")),
    EventType("medication:effect_due", ("administration", "medication", "due_at")),
    EventType("medication:effect", ("administration", "medication", "effect")),
    EventType("medication:incident", ("incident", "medication", "kind")),
    EventType("medication:task", ("task", "medication", "kind", "step")),
    EventType("medication:absence", ("absence", "kind")),
    EventType("numbers:changed", ("family", "numbers")),
    EventType("emergency:alert", _EMERGENCY),
    EventType("emergency:updated", _EMERGENCY),
    EventType("emergency:acknowledged", _EMERGENCY),
    EventType("emergency:declined", _EMERGENCY),
    EventType("emergency:escalated", _EMERGENCY),
    EventType("emergency:resolved", _EMERGENCY),
    EventType("emergency:reopened", _EMERGENCY),
    EventType("emergency:received", ("emergency", *_RECEIPTS)),
    EventType("shift:started", ("shift", "member")),
    EventType("shift:ended", ("shift", "member")),
    EventType("shift:handoff", ("shift", "member")),
    EventType("shift:accepted", ("shift", "member")),
    EventType("shift:uncovered", ("shift", "member")),
    EventType("shift:changed", ("shift", "member")),
    EventType("channel:opened", ("channel",)),
    EventType("message", ("message", "channel", "text")),
    EventType("message:edited", ("message", "channel", "text")),
    EventType("note:added", ("note",)),
    EventType("observation:recorded", ("observation", "kind", "value", "unit")),
    EventType("observation:corrected", ("observation", "kind", "value", "unit")),
    EventType("agenda:changed", ("item", "kind", "member")),
    EventType("member:joined", _MEMBER),
    EventType("member:changed", _MEMBER),
    EventType("member:removed", _MEMBER),
    EventType("recipient:changed", ("recipient",)),
    EventType("typing:start", ("channel", "member"), is_ephemeral=True),
    EventType("typing:stop", ("channel", "member"), is_ephemeral=True),
    EventType("message:read", ("channel", "member", "message"), is_ephemeral=True),
    EventType("presence:update", ("member", "status"), is_ephemeral=True),
    EventType("medication:preparing", ("dose", "member", "until"), is_ephemeral=True),
    EventType("notifications:changed", (), is_ephemeral=True),
)

TYPES: dict[str, EventType] = {kind.name: kind for kind in _ALL}


def check(name: str, data: dict[str, object]) -> None:
    """Raise ValueError where the data of an event is not what the catalogue promises."""
    kind = TYPES.get(name)
    if kind is None or kind.is_ephemeral:
        raise ValueError(f"{name!r} is not a stored event of the catalogue")
    missing = [field for field in kind.fields if field not in data]
    if missing:
        raise ValueError(f"{name} lacks {', '.join(missing)}")
