"""Builds a regimen from its input."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.inputs.numbers import THOUSAND
from carecircle.care.medications.amounts import largest, last_day_of_steps
from carecircle.care.medications.models import Medication, Regimen
from carecircle.care.medications.prescribing.regimen_inputs import (
    AMOUNTS,
    ChangeInput,
    RegimenInput,
    minutes_of,
)
from carecircle.care.medications.prescribing.schedule_kinds import replaced_by

_CYCLE = ("every_days", "every_hours", "days_on", "days_off", "every_months", "steps")
_COPIED = (
    *("quantity_most", "weekdays", "every_days", "every_hours", "days_on", "days_off"),
    *("month_days", "every_months", "steps", "doses", "max_per_day"),
)


def new_regimen(
    actor: Actor,
    medication: Medication,
    zone: str,
    values: RegimenInput,
    old: Regimen | None = None,
    why: str | None = None,
    is_anew: bool = False,
) -> Regimen:
    """Returns the new regimen. why: the reason for the change; old: the regimen that it replaces.
    is_anew: its cycle, steps and number of doses begin anew."""
    goes_on, now = None if is_anew else old, clock.now()
    new = Regimen(
        family_id=actor.family_id,
        medication_id=medication.id,
        quantity=largest(values.by_weekday, values.steps) or values.quantity,
        unit=values.unit or (old.unit if old else medication.form),
        times=[] if medication.is_prn else values.times or [],
        by_weekday=values.by_weekday,
        min_interval_min=minutes_of(values.min_interval_h),
        starts_on=values.starts_on or _first_day(now.astimezone(ZoneInfo(zone)).date(), goes_on),
        **_counted(values, goes_on, now),
        **_written(actor, old, why, now),
        **{name: getattr(values, name) for name in _COPIED},
    )
    new.ends_on = values.ends_on or last_day_of_steps(new)
    if values.once:
        new.ends_on = _only_day(values, goes_on) or new.starts_on
    return new


def _written(
    actor: Actor, old: Regimen | None, why: str | None, now: datetime
) -> dict[str, str | datetime | None]:
    by = {"written_by": actor.member_id, "written_by_name": actor.name, "created_at": now}
    return {"supersedes_id": old.id if old else None, "why": why, **by}


def with_current_values(old: Regimen, values: ChangeInput) -> RegimenInput:
    """Returns the regimen after the change, with current values for the fields that were not sent.
    starts_on and unit are not copied: without them, it begins today in the old unit.

    A new amount, day by weekday or taper takes the place of what said the amount before.
    """
    current = {name: getattr(old, name) for name in ("quantity", "times", *_COPIED)}
    current |= dict(zip(AMOUNTS, [one or None for one in old.by_weekday or [0] * 7], strict=True))
    current["min_interval_h"] = old.min_interval_min and round(old.min_interval_min * THOUSAND / 60)
    current["ends_on"] = None if has_own_end(old) else old.ends_on
    current["once"] = is_once(old) and not values.was_sent("ends_on")
    sent = {name: getattr(values, name) for name in values.sent & RegimenInput.model_fields.keys()}
    said = {name for name, value in sent.items() if value is not None}
    current |= dict.fromkeys(set(replaced_by(said)) & current.keys() - sent.keys())
    current["once"] = bool(current["once"])
    if said & {"quantity", "steps"} and not said & set(AMOUNTS):
        current |= dict.fromkeys(AMOUNTS)
    if said & {"quantity", *AMOUNTS} and "steps" not in said:
        current["steps"] = None
    if (said & {"steps", *AMOUNTS}) and "quantity" not in said:
        current["quantity"] = None
    return RegimenInput(**(current | sent))


def is_once(regimen: Regimen) -> bool:
    return regimen.starts_on == regimen.ends_on and len(regimen.times) == 1


def has_own_end(regimen: Regimen) -> bool:
    """Returns whether its last day follows from its steps, or from being given once."""
    return is_once(regimen) or regimen.ends_on == last_day_of_steps(regimen)


def _only_day(values: RegimenInput, old: Regimen | None) -> date | None:
    """Returns the day of what is given once only, and stays so: it is not given on another day."""
    is_kept = values.starts_on is None and old is not None and is_once(old)
    return old.starts_on if old and is_kept else None


def _first_day(today: date, old: Regimen | None) -> date:
    """Returns today, or the first day of a regimen that has not begun."""
    return max(today, old.starts_on) if old else today


def _counted(
    values: RegimenInput, old: Regimen | None, now: datetime
) -> dict[str, date | datetime | None]:
    """Returns from when a cycle and a course are counted. old: the one that goes on: a longer or
    shorter course counts on."""
    counted_from = old.counted_from if old and old.doses else None
    return {"anchor_on": _anchor(values, old), "counted_from": counted_from or now}


def _anchor(values: RegimenInput, old: Regimen | None) -> date | None:
    """Returns the day from which the cycle of the old regimen is counted, if it goes on; None for
    a new cycle, which begins with the regimen."""
    if old is None or any(getattr(values, name) != getattr(old, name) for name in _CYCLE):
        return None
    is_same_hour = not values.every_hours or (values.times or []) == old.times
    return (old.anchor_on or old.starts_on) if is_same_hour else None
