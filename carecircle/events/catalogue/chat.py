"""Types of event about channels and messages."""

from carecircle.events.catalogue.kind import EVERYBODY, MENTIONED, EventType, Notify

_MESSAGE = ("message", "channel", "text")
_MENTION = Notify("mention", MENTIONED, "mentions")

TYPES = (
    EventType("channel:opened", ("channel",)),
    EventType(
        "message",
        _MESSAGE,
        ("mentions",),
        ("channel_name",),
        in_feed=True,
        filter="message",
        rank=6,
        notifies=(_MENTION, Notify("message", EVERYBODY, "messages")),
    ),
    EventType(
        "message:edited",
        _MESSAGE,
        ("mentions",),
        ("channel_name",),
        filter="message",
        rank=6,
        notifies=(_MENTION,),
    ),
)
