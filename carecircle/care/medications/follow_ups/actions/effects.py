"""Actions: emit that the effect of a PRN should be checked, and answer it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.due_rows import claim
from carecircle.care.emitting import EventData, emit, emit_by_clock
from carecircle.care.errors import Conflict, NotFound
from carecircle.care.medications import rules
from carecircle.care.medications.event_details import named
from carecircle.care.medications.follow_ups.inputs import EffectInput
from carecircle.care.medications.locks import lock_recipient
from carecircle.care.medications.models import Administration, EffectCheck, Medication
from carecircle.care.translatable import lazy_gettext as _
from carecircle.db.session import transaction
from carecircle.events.envelope import instant


def answer_effect(actor: Actor, administration_id: str, values: EffectInput) -> EffectCheck:
    """Record whether a PRN helped. Raises NotFound, Conflict."""
    actor.must_be_allowed("administration:record")
    with transaction() as tx:
        check = _locked_check(tx.session, actor.family_id, administration_id)
        if check.answered_at is not None:
            raise Conflict(
                _("%(who)s has answered this", who=check.answered_by_name), "already-answered"
            )
        check.effect, check.score, check.note = values.effect, values.score, values.note
        check.answered_at, check.changes_at = clock.now(), None
        check.answered_by, check.answered_by_name = actor.must_be_a_member(), actor.name
        data = _data(check) | {"effect": check.effect}
        details, of = _details(tx.session, check), check.recipient_id
        emit(actor, "medication:effect", data, details=details, recipient_id=of)
        return check


def _locked_check(session: Session, family_id: str, administration_id: str) -> EffectCheck:
    """Returns the check, with its care recipient locked, as by a correction of the record. Raises
    NotFound, Conflict where the record was undone or corrected."""
    rows = select(EffectCheck).where(EffectCheck.family_id == family_id)
    check = session.scalar(rows.where(EffectCheck.administration_id == administration_id))
    if check is None:
        raise NotFound()
    lock_recipient(session, family_id, check.recipient_id)
    session.refresh(check)
    record = session.get_one(Administration, administration_id, populate_existing=True)
    if not rules.is_live(record):
        raise Conflict(_("This record was corrected already"), "already-corrected")
    return check


def emit_effects_due() -> int:
    """Emit each effect check that is due, once. Returns the number of checks."""
    rows = select(EffectCheck).where(EffectCheck.changes_at <= clock.now())
    return claim(rows, _emit_due)


def _emit_due(session: Session, check: EffectCheck) -> None:
    check.changes_at = None
    emit_by_clock(check, "medication:effect_due", _data(check) | _details(session, check))


def _details(session: Session, check: EffectCheck) -> EventData:
    return named(session.get_one(Medication, check.medication_id))


def _data(check: EffectCheck) -> dict[str, str | None]:
    return {
        "administration": check.administration_id,
        "medication": check.medication_id,
        "due_at": instant(check.due_at),
    }
