"""Thresholds: the numbers that a family can set."""

from carecircle.web.thresholds import pages as _pages  # noqa: F401
from carecircle.web.thresholds.blueprint import bp

__all__ = ["bp"]
