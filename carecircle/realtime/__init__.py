"""Delivery of events to listeners: positions, audiences and rendered bytes; no care, no HTML."""

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
