"""What happened: the feed, read from the log itself, and what of it one should know."""

from carecircle.web.feed import listing as _listing  # noqa: F401
from carecircle.web.feed import notifying as _notifying  # noqa: F401
from carecircle.web.feed.blueprint import feed

__all__ = ["feed"]
