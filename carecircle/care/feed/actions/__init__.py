"""Verbs: look, read, choose what to be told of; tell whose badge changed; send the digests."""

from carecircle.care.feed.actions.badges import pass_quiet_hours, tell_the_others
from carecircle.care.feed.actions.digest import send_digests
from carecircle.care.feed.actions.looking import choose, have_read, look, read_notifications

__all__ = [
    "choose",
    "have_read",
    "look",
    "pass_quiet_hours",
    "read_notifications",
    "send_digests",
    "tell_the_others",
]
