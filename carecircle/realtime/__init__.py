"""Who must hear. Knows positions, audiences and ready bytes; neither care nor HTML."""

from carecircle.realtime.live import (
    Live,
    bind,
    ephemeral,
    notify_family,
    notify_member,
    presence_of,
    touch,
)

__all__ = [
    "Live",
    "bind",
    "ephemeral",
    "notify_family",
    "notify_member",
    "presence_of",
    "touch",
]
