"""A PRN is given from its first day to its last."""

from datetime import datetime
from zoneinfo import ZoneInfo

from carecircle.care.errors import Invalid, RuleBroken
from carecircle.care.medications.giving.inputs import GivingInput
from carecircle.care.medications.regimens import DoseOrPrn
from carecircle.care.translatable import lazy_gettext as _

OUTSIDE = "outside-period"


def given_outside_period(asked: DoseOrPrn, values: GivingInput, at: datetime) -> bool:
    """Returns whether it was really given before its first day or after its last: an incident.

    Raises RuleBroken to confirm it, Invalid. A first day that had come when it was written down is
    no limit: what was given earlier that week may be recorded later.
    """
    words = _outside(asked, at)
    if words is None:
        return False
    if not values.really_given:
        raise RuleBroken(words, OUTSIDE)
    if not values.reason:
        raise Invalid({"reason": _("Say how it came about")})
    return True


def _outside(asked: DoseOrPrn, at: datetime) -> str | None:
    zone, regimen = ZoneInfo(asked.zone), asked.regimen
    on, written_on = at.astimezone(zone).date(), regimen.created_at.astimezone(zone).date()
    if regimen.ends_on is not None and on > regimen.ends_on:
        return _("It ended on %(day)s. Do not give it", day=regimen.ends_on.isoformat())
    if written_on < regimen.starts_on and on < regimen.starts_on:
        return _("It begins on %(day)s. Do not give it yet", day=regimen.starts_on.isoformat())
    return None
