"""Actions: record what happened to a dose; give a PRN."""

from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.emitting import emit
from carecircle.care.errors import Invalid, RuleBroken
from carecircle.care.medications import outcomes, prn, regimens, rules, thresholds
from carecircle.care.medications.event_details import amount_of, named
from carecircle.care.medications.giving import queries as giving_queries
from carecircle.care.medications.giving.actions.beside import check_beside, record_reading
from carecircle.care.medications.giving.actions.changed import given_despite_change
from carecircle.care.medications.giving.actions.follow_up_work import apply_follow_ups
from carecircle.care.medications.giving.actions.next_checks import schedule_next_check
from carecircle.care.medications.giving.actions.questions import confirmed_questions
from carecircle.care.medications.giving.actions.records import (
    Paper,
    already_recorded,
    insert_once,
    new_record,
)
from carecircle.care.medications.giving.actions.witnesses import Witness, add_witness
from carecircle.care.medications.giving.inputs import AdministrationInput, GivingInput, PrnInput
from carecircle.care.medications.giving.queries import DoseOfDay
from carecircle.care.medications.giving.question_codes import ALREADY, CHANGED, incident_of
from carecircle.care.medications.locks import lock_dose, lock_medication
from carecircle.care.medications.models import Administration
from carecircle.care.medications.regimens import DoseOrPrn
from carecircle.care.thresholds.definitions import Thresholds
from carecircle.care.translatable import lazy_gettext as _
from carecircle.db.session import transaction


def record_administration(
    actor: Actor,
    dose_id: str,
    values: AdministrationInput,
    witness: Witness | None = None,
    paper: Paper | None = None,
) -> Administration:
    """Record what happened to a dose, once. paper: set if it is copied from a paper chart.

    Raises NotAllowed, NotFound, Invalid, RuleBroken, and Conflict with the record that was first.
    """
    actor.must_be_allowed("administration:record")
    with transaction() as tx:
        lock_dose(tx.session, actor.family_id, dose_id)
        found = giving_queries.the_dose(tx.session, actor.family_id, dose_id)
        is_second = _is_second(found, values)
        is_despite = given_despite_change(tx.session, found, values)
        limits = thresholds.thresholds_of(tx.session, found.medication)
        record = new_record(actor, found, values.outcome, values, limits, paper=paper)
        record.is_extra, record.closes = is_second, record.closes and not is_second
        record.confirmed = [ALREADY] * is_second + [CHANGED] * is_despite
        _store_administration(tx.session, actor, found, record, values, limits, witness)
        found.dose.withdrawn_at = None  # a dose with a record is never hidden
        schedule_next_check(tx.session, found, record)
        return record


def give_prn(
    actor: Actor, medication_id: str, values: PrnInput, witness: Witness | None = None
) -> Administration:
    """Record a PRN that was given, or was offered and refused.

    Raises as record_administration does; RuleBroken if it is not activated.
    """
    actor.must_be_allowed("administration:record")
    with transaction() as tx:
        lock_medication(tx.session, actor.family_id, medication_id)
        asked = regimens.the_prn(tx.session, actor.family_id, medication_id)
        _must_be_active(asked)
        limits = thresholds.thresholds_of(tx.session, asked.medication)
        record = new_record(actor, asked, values.outcome or "given", values, limits)
        _store_administration(tx.session, actor, asked, record, values, limits, witness)
        return record


def _store_administration(
    session: Session,
    actor: Actor,
    asked: DoseOrPrn,
    record: Administration,
    values: GivingInput,
    limits: Thresholds,
    witness: Witness | None,
) -> None:
    check_beside(asked.medication, record, values)
    codes = confirmed_questions(session, asked, record, values, limits)
    record.confirmed = [*(record.confirmed or ()), *codes] or None
    add_witness(session, actor, asked.medication, record, values, witness)
    insert_once(session, record)
    record_reading(session, actor, record, values)
    incident = incident_of(record.confirmed or [])
    apply_follow_ups(session, actor, asked, record, incident, values.confirm)
    _emit_logged(session, actor, asked, record)


def _is_second(found: DoseOfDay, values: AdministrationInput) -> bool:
    """Returns whether a second dose was really given beside the one that settled it (rule 7)."""
    if found.state(clock.now()) != "recorded":
        return False
    standing, is_taken = found.standing, outcomes.BY_NAME[values.outcome].is_taken
    if standing is None:
        return False
    if not (ALREADY in values.confirmed and is_taken):
        raise already_recorded(standing)
    if not values.reason:
        raise Invalid({"reason": _("Say how it came about")})
    return rules.settles(standing)  # otherwise it was refused first, and given after all


def _must_be_active(asked: DoseOrPrn) -> None:
    medication = asked.medication
    if medication.stopped_at is not None:
        raise RuleBroken(_("It was stopped. Do not give it"), "stopped")
    if not medication.is_prn:
        raise RuleBroken(_("It is given at its times, not as needed"), "not-prn")
    if medication.activated_at is None:
        raise RuleBroken(
            _not_active_message(prn.missing(medication, asked.regimen)), "not-activated"
        )


def _not_active_message(missing: dict[str, str]) -> str:
    if not missing:
        return _("It is not activated yet. ")
    first, *more = missing.values()
    words = _("It is not activated yet. %(missing)s", missing=first)
    for one in more:
        words = _("%(words)s, %(more)s", words=words, more=one)
    return words


def _emit_logged(session: Session, actor: Actor, asked: DoseOrPrn, record: Administration) -> None:
    data = {
        "dose": record.dose_id,
        "medication": record.medication_id,
        "administration": record.id,
        "outcome": record.outcome,
        "given_at": record.given_at.isoformat(timespec="seconds"),
    }
    texts = {"reason": record.reason, "score": record.score, "note": record.note}
    if record.is_from_paper:
        texts |= {"from_paper": True, "signed_by": record.signed_by}
    details = named(asked.medication) | amount_of(session, asked, record) | texts
    of = record.recipient_id
    emit(actor, "medication:logged", data, details=details, recipient_id=of)
