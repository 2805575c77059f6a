"""Writes: whether one that got no answer was committed."""

from carecircle.web.writes import pages as _pages  # noqa: F401
from carecircle.web.writes.blueprint import bp

__all__ = ["bp"]
