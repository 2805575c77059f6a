"""Types of event about emergencies."""

from functools import partial

from carecircle.events.catalogue.kind import EVERYBODY, EventType, Notify

_FIELDS = ("emergency", "status", "type", "severity", "drill")
_COUNTS = ("received_count", "seen_count", "not_reached_count")
_STEP = ("step", "position", "round", "late", "told")

_type = partial(
    EventType,
    filter="emergency",
    rank=0,
    on_tablet=True,
    varies_by=("emergency:answer", "emergency:resolve"),
)
_line = partial(_type, fields=_FIELDS, in_feed=True)
_alarm = partial(_line, is_alarm=True, notifies=(Notify("emergency", EVERYBODY, None),))

TYPES = (
    _alarm("emergency:alert"),
    _line(
        "emergency:updated",
        optional=("changed",),
        details=("note",),
        meaning="`changed` names what was added: `type` `severity` `location` `note`",
    ),
    _line(
        "emergency:acknowledged",
        optional=("answer", "minutes", "member"),
        meaning="`answer`: `on_my_way` `on_scene`",
    ),
    _line("emergency:declined", optional=("member",)),
    _alarm(
        "emergency:escalated",
        optional=(*_STEP, "reason"),
        meaning="`step`: `louder` `outside` `call` `again`; `reason` where it is raised again",
    ),
    _line("emergency:resolved", optional=("outcome",), details=("note",)),
    _alarm("emergency:reopened"),
    _type(
        "emergency:received",
        fields=("emergency", "received", "seen", "not_reached", *_COUNTS, "devices"),
        meaning="batched, at most one a second. `received` and `seen` name all members while "
        "there are at most 100, above that those since the last of these events; `not_reached` "
        "names at most 20; `devices`: how many it was `sent` to, and `received` by",
    ),
)
