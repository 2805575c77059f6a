"""Action: correct a record. The old one stays, voided, beside the new one."""

from typing import Any

from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.emitting import emit
from carecircle.care.errors import Conflict, Invalid
from carecircle.care.medications import rules, thresholds
from carecircle.care.medications.event_details import amount_of, named
from carecircle.care.medications.giving import queries as giving_queries
from carecircle.care.medications.giving.actions.beside import record_reading
from carecircle.care.medications.giving.actions.follow_up_work import (
    apply_follow_ups,
    undo_follow_ups,
)
from carecircle.care.medications.giving.actions.next_checks import schedule_next_check
from carecircle.care.medications.giving.actions.questions import confirmed_questions
from carecircle.care.medications.giving.actions.records import insert_once, new_record
from carecircle.care.medications.giving.actions.witnesses import (
    Witness,
    add_witness,
    witness_of_correction,
)
from carecircle.care.medications.giving.inputs import CorrectionInput
from carecircle.care.medications.giving.queries import DoseOfDay
from carecircle.care.medications.giving.question_codes import incident_of
from carecircle.care.medications.locks import lock_recipient
from carecircle.care.medications.models import Administration
from carecircle.care.medications.regimens import DoseOrPrn
from carecircle.care.translatable import lazy_gettext as _
from carecircle.db.session import transaction


def correct_administration(
    actor: Actor, record_id: str, values: CorrectionInput, witness: Witness | None = None
) -> Administration | None:
    """Void a record and store what really happened in a new one; no new one if it is undone.

    Raises NotAllowed, NotFound, Invalid, RuleBroken, Conflict.
    """
    actor.must_be_allowed("administration:record")
    with transaction() as tx:
        old = giving_queries.the_administration(tx.session, actor.family_id, record_id)
        lock_recipient(tx.session, actor.family_id, old.recipient_id)
        tx.session.refresh(old)
        _check_correction(actor, old, values)
        asked = giving_queries.dose_or_prn_of(tx.session, old)
        did_count = isinstance(asked, DoseOfDay) and asked.standing is old
        _void(actor, old, values)
        tx.session.flush()
        _undo_follow_ups(tx.session, actor, asked, old, values, witness)
        new = None
        if values.outcome is not None and not values.undo:
            complete = _completed(asked, old, values)
            new = _replace(tx.session, actor, asked, old, values.outcome, complete, witness)
        if isinstance(asked, DoseOfDay) and (new is not None or did_count):
            schedule_next_check(tx.session, asked, new)
        details = named(asked.medication) | {"why": values.why}
        if new is not None:
            details |= amount_of(tx.session, asked, new)
        _emit_corrected(actor, old, new, details)
        return new


def _undo_follow_ups(
    session: Session,
    actor: Actor,
    asked: DoseOrPrn,
    old: Administration,
    values: CorrectionInput,
    witness: Witness | None,
) -> None:
    signed_by = witness_of_correction(session, actor, asked.medication, old, values, witness)
    undo_follow_ups(session, actor, asked.medication, old, signed_by)


def _check_correction(actor: Actor, old: Administration, values: CorrectionInput) -> None:
    if not rules.is_live(old):
        raise Conflict(_("This record was corrected already"), "already-corrected")
    if not values.undo and not values.outcome:
        raise Invalid({"outcome": _("Say what really happened")})
    if not values.why and not (values.undo and _is_quick(actor, old)):
        raise Invalid({"why": _why_message(actor, old, values)})


def _is_quick(actor: Actor, old: Administration) -> bool:
    return old.recorded_by == actor.member_id and rules.can_undo(old.undo_until, clock.now())


def _why_message(actor: Actor, old: Administration, values: CorrectionInput) -> str:
    if values.undo and old.recorded_by != actor.member_id:
        return _("%(name)s recorded this. Say why it is wrong", name=old.recorded_by_name)
    if values.undo:
        return _("It was some time ago. Say why it is wrong")
    return _("Say why it is corrected")


def _void(actor: Actor, old: Administration, values: CorrectionInput) -> None:
    old.voided_at = clock.now()
    old.voided_by = actor.must_be_a_member()
    old.voided_why, old.is_undone = values.why, not values.why


def _completed(asked: DoseOrPrn, old: Administration, values: CorrectionInput) -> CorrectionInput:
    """Returns the values, with those left out taken from the old record."""
    values = values.changed(
        given_at=values.given_at or old.given_at,
        site=values.site or old.site,
        old_patch=values.old_patch or old.old_patch,
    )
    if not asked.medication.is_prn:
        return values
    score = old.score if values.score is None else values.score
    return values.changed(reason=values.reason or old.reason, score=score)


def _replace(
    session: Session,
    actor: Actor,
    asked: DoseOrPrn,
    old: Administration,
    outcome: str,
    values: CorrectionInput,
    witness: Witness | None,
) -> Administration:
    limits = thresholds.thresholds_of(session, asked.medication)
    new = new_record(actor, asked, outcome, values, limits, replaces=old.id)
    new.is_extra, new.closes = old.is_extra, new.closes and not old.is_extra
    codes = confirmed_questions(session, asked, new, values, limits, without=old.id)
    new.confirmed = codes or None
    add_witness(session, actor, asked.medication, new, values, witness)
    insert_once(session, new)
    new.observation_id = old.observation_id
    record_reading(session, actor, new, values)
    apply_follow_ups(session, actor, asked, new, incident_of(codes), values.confirm)
    return new


def _emit_corrected(
    actor: Actor, old: Administration, new: Administration | None, details: dict[str, Any]
) -> None:
    data = {
        "administration": new.id if new else None,
        "replaces": old.id,
        "outcome": new.outcome if new else None,
        "dose": old.dose_id,
        "medication": old.medication_id,
    }
    before = {"outcome": old.outcome, "why": old.voided_why, "undone": old.is_undone}
    of = old.recipient_id
    emit(actor, "medication:corrected", data, details=details, recipient_id=of, before=before)
