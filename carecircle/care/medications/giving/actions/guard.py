"""The guard: no interval and no maximum is broken by accident (rule 8)."""

from sqlalchemy.orm import Session

from carecircle.care.errors import Invalid, RuleBroken
from carecircle.care.medications.giving import intakes
from carecircle.care.medications.giving.inputs import GivingInput
from carecircle.care.medications.giving.limits import Breach
from carecircle.care.medications.models import Administration, Medication
from carecircle.care.translatable import lazy_gettext as _

CODES = {"interval": "too-early", "maximum": "over-maximum"}


def check_limits(
    session: Session, record: Administration, values: GivingInput, without: str | None = None
) -> Breach | None:
    """Returns the broken rule that somebody confirmed as really broken; None if none is broken.

    Raises RuleBroken with the next safe time. without: the record that is being corrected.
    """
    found = _breach(session, record, without)
    if found is None:
        return None
    if not values.really_given:
        raise RuleBroken(_message(session, found), CODES[found.kind], found.next_safe_at)
    if not values.reason:
        raise Invalid({"reason": _("Say how it came about")})
    return found


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
