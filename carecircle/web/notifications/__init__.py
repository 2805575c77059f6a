"""Notifications: what is unread for one member, and what is new since their last visit."""

from carecircle.web.notifications import pages as _pages  # noqa: F401
from carecircle.web.notifications.blueprint import bp

__all__ = ["bp"]
