"""The guard: no interval and no maximum is broken by accident (rule 8)."""

from sqlalchemy.orm import Session

from carecircle.care.errors import Question
from carecircle.care.medications.giving import intakes
from carecircle.care.medications.giving.limits import Breach
from carecircle.care.medications.giving.question_codes import OVER_MAXIMUM, TOO_EARLY
from carecircle.care.medications.models import Administration, Medication
from carecircle.care.translatable import lazy_gettext as _

CODES = {"interval": TOO_EARLY, "maximum": OVER_MAXIMUM}


def limit_question(
    session: Session, record: Administration, without: str | None = None
) -> Question | None:
    """Returns the question about a limit that the record breaks; None if it breaks none. without:
    the record that is being corrected."""
    found = _breach(session, record, without)
    if found is None:
        return None
    return Question(CODES[found.kind], _message(session, found), found.next_safe_at)


def _breach(session: Session, record: Administration, without: str | None) -> Breach | None:
    if not record.quantity:
        return None
    of = (record.family_id, record.recipient_id)
    limits = intakes.limit_state(session, *of, record.given_at, without)
    return limits.breach(limits.intake(record.medication_id, record.quantity, record.given_at))


def _message(session: Session, found: Breach) -> str:
    before = session.get(Medication, found.by.medication_id) if found.by else None
    name = before.name if before else ""
    if found.kind == "interval":
        is_same = not found.of or found.of == name.casefold()
        what = (
            found.of or name
            if is_same
            else _("%(one)s is in %(name)s, which", one=found.of, name=name)
        )
        return _("Too early: %(what)s was given a short while ago", what=what)
    what = found.of or name or _("of it")
    return _("Too much: more %(what)s than allowed in 24 hours", what=what)
