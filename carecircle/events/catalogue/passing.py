"""Types of event that are never stored: they only concern who is online."""

from functools import partial

from carecircle.events.catalogue.kind import EventType

_type = partial(EventType, is_ephemeral=True)

TYPES = (
    _type("typing:start", ("channel", "member")),
    _type("typing:stop", ("channel", "member")),
    _type("message:read", ("channel", "member", "message"), refreshes=("readers", "badge")),
    _type("presence:update", ("member", "status"), refreshes=("here",)),
    _type("medication:preparing", ("dose", "member", "until")),
    _type(
        "notifications:changed", (), meaning="to one member: fetch your badge", refreshes=("badge",)
    ),
)
