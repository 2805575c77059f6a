"""Validates the fields of a regimen against each other."""

from carecircle.care.errors import Invalid
from carecircle.care.medications.amounts import largest
from carecircle.care.medications.prescribing.regimen_inputs import (
    AMOUNTS,
    HOW_MUCH,
    RegimenInput,
)
from carecircle.care.translatable import lazy_gettext as _

_WORDS = {
    "weekdays": _("named days of the week"),
    "every_days": _("every so many days"),
    "every_hours": _("every so many hours"),
    "days_on": _("days on and off"),
    "month_days": _("days of the month"),
    "by_weekday": _("another dose by weekday"),
    "steps": _("steps"),
    "quantity_most": _("a dose that may vary"),
    "doses": _("a number of doses"),
    "ends_on": _("a last day"),
}
_EXCLUDED = {
    "every_hours": ("weekdays", "every_days", "days_on", "month_days", "by_weekday"),
    "month_days": ("weekdays", "every_days", "days_on", "by_weekday"),
    "days_on": ("every_days",),
    "by_weekday": ("weekdays", "every_days", "steps", "quantity_most"),
    "steps": ("quantity_most", "doses"),
    "once": (
        *("weekdays", "every_days", "every_hours", "days_on", "month_days", "by_weekday"),
        *("steps", "doses", "ends_on"),
    ),
}
_NOT_PRN = ("steps", "by_weekday", "doses", "once", "days_on", "month_days", "every_hours")


def check_regimen(values: RegimenInput, is_prn: bool) -> None:
    """Raises Invalid, by field."""
    wrong = _amount_errors(values) | (_prn_errors(values) if is_prn else _time_errors(values))
    if values.ends_on and values.starts_on and values.ends_on < values.starts_on:
        wrong["ends_on"] = _("It ends before it starts")
    if wrong:
        raise Invalid(wrong)


def _amount_errors(values: RegimenInput) -> dict[str, str]:
    wrong = {}
    most = largest(values.by_weekday, values.steps)
    if values.quantity and most and values.quantity != most:
        wrong["quantity"] = _("Say one amount, or different amounts by weekday or in steps")
    quantity = most or values.quantity
    if quantity is None:
        return wrong | {"quantity": HOW_MUCH}
    if values.quantity_most and values.quantity_most <= quantity:
        wrong["quantity_most"] = _("The most must be more than the least")
    if values.max_per_day and values.max_per_day < quantity:
        wrong["max_per_day"] = _("One dose is already more than this")
    return wrong


def _time_errors(values: RegimenInput) -> dict[str, str]:
    wrong = {}
    if not (values.times or values.every_hours):
        wrong["times"] = _("Say at which times, such as 08:00, 20:00; or that it is as needed")
    if len(values.times or []) > 1 and (values.every_hours or values.once):
        wrong["times"] = _("Every so many hours has one first time")
        if values.once:
            wrong["times"] = _("Given once only, it has one time")
    if bool(values.days_on) != bool(values.days_off):
        wrong["days_off"] = _("Say both: how many days on, and how many days off")
    if values.every_months and not values.month_days:
        wrong["month_days"] = _("Say on which day of the month")
    return wrong | _conflicts(values)


def _conflicts(values: RegimenInput) -> dict[str, str]:
    """Returns which kinds of schedule exclude each other."""
    wrong = {}
    for name, others in _EXCLUDED.items():
        found = [other for other in others if getattr(values, name) and getattr(values, other)]
        if found:
            words = _("Keep one of them: this, or %(other)s", other=_WORDS[found[0]])
            wrong[_field(name)] = words
    return wrong


def _prn_errors(values: RegimenInput) -> dict[str, str]:
    found = [name for name in _NOT_PRN if getattr(values, name)]
    words = _("What is given as needed has no such schedule. Empty this")
    return {_field(name): words for name in found}


def _field(name: str) -> str:
    return AMOUNTS[0] if name == "by_weekday" else name
