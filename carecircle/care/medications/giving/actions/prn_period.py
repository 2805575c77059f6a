"""A PRN is given from its first day to its last."""

from datetime import datetime
from zoneinfo import ZoneInfo

from carecircle.care.errors import Question
from carecircle.care.medications.giving.question_codes import OUTSIDE_PERIOD
from carecircle.care.medications.regimens import DoseOrPrn
from carecircle.care.translatable import lazy_gettext as _


def outside_question(asked: DoseOrPrn, at: datetime) -> Question | None:
    """Returns the question about a PRN before its first day or after its last; None within them.

    A first day that had come when it was written down is no limit: what was given earlier that
    week may be recorded later.
    """
    words = _outside(asked, at) if asked.dose is None else None
    return Question(OUTSIDE_PERIOD, words) if words else None


def _outside(asked: DoseOrPrn, at: datetime) -> str | None:
    zone, regimen = ZoneInfo(asked.zone), asked.regimen
    on, written_on = at.astimezone(zone).date(), regimen.created_at.astimezone(zone).date()
    if regimen.ends_on is not None and on > regimen.ends_on:
        return _("It ended on %(day)s. Do not give it", day=regimen.ends_on.isoformat())
    if written_on < regimen.starts_on and on < regimen.starts_on:
        return _("It begins on %(day)s. Do not give it yet", day=regimen.starts_on.isoformat())
    return None
