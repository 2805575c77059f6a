"""Emergencies: raise, answer, follow, close."""

from carecircle.web.emergencies import escalation as _escalation  # noqa: F401
from carecircle.web.emergencies import pages as _pages  # noqa: F401
from carecircle.web.emergencies import timeline as _timeline  # noqa: F401
from carecircle.web.emergencies.blueprint import bp

__all__ = ["bp"]
