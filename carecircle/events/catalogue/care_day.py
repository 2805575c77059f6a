"""Types of event about observations, notes and the agenda."""

from carecircle.events.catalogue.kind import CONCERNED, EVERYBODY, UNOWNED, EventType, Notify

_OBSERVED = ("observation", "kind", "value", "unit")

TYPES = (
    EventType(
        "observation:recorded",
        _OBSERVED,
        details=("note",),
        in_feed=True,
        filter="observation",
        rank=4,
        rank_by=("kind", {"incident": 1, "soft_sign": 1}),
    ),
    EventType(
        "observation:corrected",
        _OBSERVED,
        details=("why",),
        meaning="it was wrong, and stays struck through",
        in_feed=True,
        filter="observation",
        rank=4,
    ),
    EventType(
        "note:added",
        ("note",),
        details=("body",),
        in_feed=True,
        filter="note",
        rank=5,
        notifies=(Notify("note", EVERYBODY, "notes"),),
        on_duty_first=True,
    ),
    EventType(
        "agenda:changed",
        ("item", "kind", "member"),
        ("done", "cancelled", "due"),
        ("what",),
        meaning="an appointment, a task or a question; `due` when a task falls due or an "
        "appointment is two hours away",
        in_feed=True,
        filter="agenda",
        rank=3,
        notifies=(
            Notify("yours", CONCERNED, "agenda"),
            Notify("family", UNOWNED, "agenda", where="due"),
        ),
        varies_by=("agenda:change",),
    ),
)
