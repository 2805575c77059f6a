"""Observations: recording, trends, usual ranges."""

from carecircle.web.observations import recording as _recording  # noqa: F401
from carecircle.web.observations import usual_forms as _usual_forms  # noqa: F401
from carecircle.web.observations.blueprint import bp

__all__ = ["bp"]
