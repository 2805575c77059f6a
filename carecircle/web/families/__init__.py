"""Families: choose one of yours, or create one."""

from carecircle.web.families import pages as _pages  # noqa: F401
from carecircle.web.families.blueprint import bp

__all__ = ["bp"]
