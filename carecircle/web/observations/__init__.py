"""Observations and the agenda: the care day."""

from carecircle.web.observations import agenda as _agenda  # noqa: F401
from carecircle.web.observations import recording as _recording  # noqa: F401
from carecircle.web.observations import sheets as _sheets  # noqa: F401
from carecircle.web.observations import usual_forms as _usual_forms  # noqa: F401
from carecircle.web.observations.blueprint import observations

__all__ = ["observations"]
