"""A regimen as form values: the form of a change starts from them, so no field is lost."""

from typing import Any

from carecircle.care.medications.models import Regimen
from carecircle.care.medications.prescribing.input_types import DAYS
from carecircle.web.shared.wording.units import typed_number


def form_values(regimen: Regimen | None) -> dict[str, Any]:
    """Returns the values by field, without the starting day and the reason of a change."""
    if regimen is None:
        return {}
    hours = regimen.min_interval_min and round(regimen.min_interval_min * 1000 / 60)
    return {
        "quantity": typed_number(regimen.quantity),
        "quantity_most": _number(regimen.quantity_most),
        "times": ", ".join(regimen.times),
        "weekdays": _days(regimen.weekdays),
        "every_days": regimen.every_days,
        "every_hours": regimen.every_hours,
        "ends_on": regimen.ends_on.isoformat() if regimen.ends_on else None,
        "min_interval_h": _number(hours),
        "max_per_day": _number(regimen.max_per_day),
    }


def _number(thousandths: int | None) -> str | None:
    return typed_number(thousandths) if thousandths else None


def _days(bits: int | None) -> str:
    return ", ".join(day for bit, day in enumerate(DAYS) if bits and bits >> bit & 1)
