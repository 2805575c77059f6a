"""Validates the fields of a regimen against each other."""

from carecircle.care.errors import Invalid
from carecircle.care.medications.amounts import largest
from carecircle.care.medications.prescribing.regimen_inputs import HOW_MUCH, RegimenInput
from carecircle.care.medications.prescribing.schedule_kinds import conflicts, field_of
from carecircle.care.translatable import lazy_gettext as _

ALL = frozenset(RegimenInput.model_fields)
_NOT_PRN = ("steps", "by_weekday", "doses", "once", "days_on", "month_days", "every_hours")


def check_regimen(values: RegimenInput, is_prn: bool, sent: frozenset[str] = ALL) -> None:
    """Raises Invalid, by field. sent: those that were sent of a change."""
    times = _prn_errors(values) if is_prn else _time_errors(values) | conflicts(values, sent)
    wrong = _amount_errors(values) | times
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
    return wrong


def _prn_errors(values: RegimenInput) -> dict[str, str]:
    found = [name for name in _NOT_PRN if getattr(values, name)]
    words = _("What is given as needed has no such schedule. Empty this")
    return {field_of(name): words for name in found}
