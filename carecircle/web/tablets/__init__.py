"""Tablets of the home: enrolment by code, and use by members."""

from carecircle.web.tablets import codes as _codes  # noqa: F401
from carecircle.web.tablets import enrolment as _enrolment  # noqa: F401
from carecircle.web.tablets import use as _use  # noqa: F401
from carecircle.web.tablets.blueprint import bp

__all__ = ["bp"]
