"""The rota, checking in and out, handoffs."""

from carecircle.web.shifts import calendars as _calendars  # noqa: F401
from carecircle.web.shifts import handing_off as _handing_off  # noqa: F401
from carecircle.web.shifts import planning as _planning  # noqa: F401
from carecircle.web.shifts import working as _working  # noqa: F401
from carecircle.web.shifts.blueprint import bp

__all__ = ["bp"]
