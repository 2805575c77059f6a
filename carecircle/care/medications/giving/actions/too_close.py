"""The question about two doses of one medication that are given too close together."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from carecircle.care.errors import Question
from carecircle.care.medications.giving.near_doses import too_close_to
from carecircle.care.medications.giving.question_codes import TOO_CLOSE
from carecircle.care.medications.models import Administration
from carecircle.care.medications.regimens import DoseOrPrn
from carecircle.care.translatable import lazy_gettext as _
from carecircle.events.envelope import instant


def too_close_question(
    session: Session, asked: DoseOrPrn, record: Administration, without: str | None = None
) -> Question | None:
    """Returns the question about another dose that was given less than half the planned time
    before or after. without: the record that is being corrected."""
    if asked.dose is None or not record.quantity or record.is_extra:
        return None
    found = too_close_to(session, asked.dose, record.given_at, without)
    if found is None:
        return None
    other, apart = found
    zone, given_at = ZoneInfo(asked.zone), record.given_at
    message = _(
        "The dose due at %(other_due)s was given at %(other_at)s, and this one, due at %(due)s, at "
        "%(at)s: that is less than half the planned time apart. Do not give both without asking",
        other_due=_hm(other.due_at, zone),
        other_at=_hm(other.given_at, zone),
        due=_hm(asked.dose.due_at, zone),
        at=_hm(given_at, zone),
    )
    safe_at = other.given_at + apart if other.given_at <= given_at else None
    return Question(TOO_CLOSE, message, safe_at, {"other_given_at": instant(other.given_at)})


def _hm(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%H:%M}"
