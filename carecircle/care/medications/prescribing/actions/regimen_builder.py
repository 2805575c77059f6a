"""Builds a regimen from its input, and validates it."""

from datetime import date
from zoneinfo import ZoneInfo

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.errors import Invalid
from carecircle.care.inputs.numbers import THOUSAND
from carecircle.care.medications.models import Medication, Regimen
from carecircle.care.medications.prescribing.inputs import ChangeInput, RegimenInput, minutes_of
from carecircle.care.translatable import lazy_gettext as _

_COPIED = ("quantity", "quantity_most", "weekdays", "every_days", "every_hours", "max_per_day")


def new_regimen(
    actor: Actor,
    medication: Medication,
    zone: str,
    values: RegimenInput,
    old: Regimen | None = None,
    why: str | None = None,
) -> Regimen:
    """Returns the new regimen. why: the reason for the change; old: the regimen that it
    replaces."""
    today = clock.now().astimezone(ZoneInfo(zone)).date()
    return Regimen(
        family_id=actor.family_id,
        medication_id=medication.id,
        unit=values.unit or (old.unit if old else medication.form),
        times=[] if medication.is_prn else values.times or [],
        min_interval_min=minutes_of(values.min_interval_h),
        starts_on=values.starts_on or today,
        ends_on=values.ends_on,
        anchor_on=_anchor(values, old),
        supersedes_id=old.id if old else None,
        why=why,
        written_by=actor.member_id,
        written_by_name=actor.name,
        created_at=clock.now(),
        **{name: getattr(values, name) for name in _COPIED},
    )


def _anchor(values: RegimenInput, old: Regimen | None) -> date | None:
    """Returns the day from which the cycle of the old regimen is counted, if it goes on; None for
    a new cycle, which begins with the regimen."""
    if old is None or (values.every_days, values.every_hours) != (old.every_days, old.every_hours):
        return None
    is_same_hour = not values.every_hours or (values.times or []) == old.times
    return (old.anchor_on or old.starts_on) if is_same_hour else None


def with_current_values(old: Regimen, values: ChangeInput) -> RegimenInput:
    """Returns the regimen after the change, with current values for the fields that were not sent.
    starts_on and unit are not copied: without them, it begins today in the old unit."""
    current = {name: getattr(old, name) for name in ("times", "ends_on", *_COPIED)}
    current["min_interval_h"] = old.min_interval_min and round(old.min_interval_min * THOUSAND / 60)
    sent = values.sent.intersection(RegimenInput.model_fields)
    return RegimenInput(**(current | {name: getattr(values, name) for name in sent}))


def check_regimen(values: RegimenInput, is_prn: bool) -> None:
    wrong = {}
    if not (values.times or values.every_hours or is_prn):
        wrong["times"] = _("Say at which times, such as 08:00, 20:00; or that it is as needed")
    if values.every_hours and len(values.times or []) > 1:
        wrong["times"] = _("Every so many hours has one first time")
    if values.ends_on and values.starts_on and values.ends_on < values.starts_on:
        wrong["ends_on"] = _("It ends before it starts")
    if values.quantity_most and values.quantity_most <= values.quantity:
        wrong["quantity_most"] = _("The most must be more than the least")
    if values.max_per_day and values.max_per_day < values.quantity:
        wrong["max_per_day"] = _("One dose is already more than this")
    if wrong:
        raise Invalid(wrong)
