"""Reaching people outside the app: contact points, push messages, readiness."""

from carecircle.web.outreach import contact_points as _contact_points  # noqa: F401
from carecircle.web.outreach import readiness as _readiness  # noqa: F401
from carecircle.web.outreach import screens as _screens  # noqa: F401
from carecircle.web.outreach.blueprint import bp

__all__ = ["bp"]
