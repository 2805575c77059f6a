"""A regimen as form values: the form of a change starts from them, so no field is lost."""

from typing import Any

from carecircle.care.medications.amounts import Step
from carecircle.care.medications.models import Regimen
from carecircle.care.medications.prescribing.actions.regimen_builder import has_own_end, is_once
from carecircle.care.medications.prescribing.regimen_inputs import AMOUNTS
from carecircle.web.shared.wording.regimen_words import weekday_words
from carecircle.web.shared.wording.units import typed_number


def form_values(regimen: Regimen | None) -> dict[str, Any]:
    """Returns the values by field, without the starting day and the reason of a change."""
    if regimen is None:
        return {}
    hours = regimen.min_interval_min and round(regimen.min_interval_min * 1000 / 60)
    return {
        "quantity": _amount(regimen),
        "quantity_most": _number(regimen.quantity_most),
        "times": ", ".join(regimen.times),
        "weekdays": _days(regimen.weekdays),
        "every_days": regimen.every_days,
        "every_hours": regimen.every_hours,
        **{name: getattr(regimen, name) for name in ("days_on", "days_off", "every_months")},
        "month_days": ", ".join(map(str, regimen.month_days or ())),
        **_amounts(regimen),
        "steps": "\n".join(map(_step, regimen.steps or ())),
        "doses": regimen.doses,
        "once": "on" if is_once(regimen) else "",
        "ends_on": _last_day(regimen),
        "min_interval_h": _number(hours),
        "max_per_day": _number(regimen.max_per_day),
    }


def _number(thousandths: int | None) -> str | None:
    return typed_number(thousandths) if thousandths else None


def _amount(regimen: Regimen) -> str:
    """Returns the amount; nothing where it depends on the day."""
    return "" if regimen.by_weekday or regimen.steps else typed_number(regimen.quantity)


def _last_day(regimen: Regimen) -> str | None:
    """Returns the last day, unless it follows from the rest."""
    if regimen.ends_on is None or has_own_end(regimen):
        return None
    return regimen.ends_on.isoformat()


def _amounts(regimen: Regimen) -> dict[str, str | None]:
    return dict(zip(AMOUNTS, map(_number, regimen.by_weekday or [0] * 7), strict=True))


def _step(step: Step) -> str:
    """Returns a step as it is typed: 4 for 7 days."""
    quantity, days = typed_number(step["quantity"]), step["days"]
    return f"{quantity} x {days}" if days else quantity


def _days(bits: int | None) -> str:
    named = [word for bit, word in enumerate(weekday_words()) if bits and bits >> bit & 1]
    return ", ".join(named).lower()
