"""Verbs: look, read, choose what to be told of; send the digests."""

from carecircle.care.feed.actions.digest import send_digests
from carecircle.care.feed.actions.looking import choose, have_read, look, read_notifications

__all__ = ["choose", "have_read", "look", "read_notifications", "send_digests"]
