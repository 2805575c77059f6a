"""Types of event about members and care recipients."""

from functools import partial

from carecircle.events.catalogue.kind import EventType

_member = partial(
    EventType,
    fields=("member", "role"),
    details=("member_name",),
    in_feed=True,
    filter="member",
    rank=5,
    varies_by=("member:change", "emergency:answer", "emergency:resolve"),
    refreshes=("here",),
)

TYPES = (
    _member("member:joined"),
    _member("member:changed"),
    _member("member:removed"),
    EventType(
        "recipient:changed",
        ("recipient",),
        details=("recipient_name",),
        in_feed=True,
        rank=3,
    ),
)
