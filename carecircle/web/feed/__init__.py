"""The activity feed."""

from carecircle.web.feed import newer as _newer  # noqa: F401
from carecircle.web.feed import pages as _pages  # noqa: F401
from carecircle.web.feed.blueprint import bp

__all__ = ["bp"]
