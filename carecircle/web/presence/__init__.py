"""Presence: who is here, and the viewer's badges."""

from carecircle.web.presence import pages as _pages  # noqa: F401
from carecircle.web.presence.blueprint import bp

__all__ = ["bp"]
