"""Amounts: thousandths as decimals, and the regimen in force when something was given: a record has
the amount, the regimen its unit."""

from collections.abc import Iterable
from datetime import datetime

from carecircle.care.medications.models import Administration, Dose, Regimen


def decimal_of(thousandths: int) -> str:
    """Returns 1 for 1000, 0.5 for 500."""
    return f"{thousandths / 1000:.3f}".rstrip("0").rstrip(".")


def thousandths_of(decimal: str) -> int:
    """Returns 500 for 0.5."""
    return round(float(decimal) * 1000)


def regimen_in_force_at(
    record: Administration, dose: Dose | None, regimens: Iterable[Regimen]
) -> Regimen | None:
    """Returns the regimen of the record's dose; for a PRN, the one in force at that time."""
    found = [one for one in regimens if _was_in_force(one, record.given_at)]
    if dose is not None:
        found = [one for one in regimens if one.id == dose.regimen_id]
    return min(found, key=lambda one: (one.closed_at is None, one.closed_at), default=None)


def _was_in_force(regimen: Regimen, at: datetime) -> bool:
    never_was = regimen.takes_effect_at is not None and regimen.closed_at is not None
    return not never_was and (regimen.closed_at is None or regimen.closed_at > at)
