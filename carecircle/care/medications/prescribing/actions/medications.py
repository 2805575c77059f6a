"""Actions: add a medication, activate a PRN, stop one. A medication is stopped, never deleted."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.errors import Conflict, Invalid
from carecircle.care.medications import prn, regimens, thresholds
from carecircle.care.medications.contents import ALLERGY
from carecircle.care.medications.event_details import emit_medication_changed
from carecircle.care.medications.follow_ups.actions.incidents import record_incident
from carecircle.care.medications.follow_ups.actions.tasks import close_task
from carecircle.care.medications.locks import lock_medication
from carecircle.care.medications.models import Ingredient, Medication, Regimen
from carecircle.care.medications.prescribing.actions.covert import check_covert
from carecircle.care.medications.prescribing.actions.label import understood
from carecircle.care.medications.prescribing.actions.planning import plan, withdraw_doses
from carecircle.care.medications.prescribing.actions.questions import confirmed_questions
from carecircle.care.medications.prescribing.actions.regimen_builder import new_regimen
from carecircle.care.medications.prescribing.actions.regimen_checks import check_regimen
from carecircle.care.medications.prescribing.actions.schedule_checks import check_schedule
from carecircle.care.medications.prescribing.actions.thresholds import store_medication_thresholds
from carecircle.care.medications.prescribing.detail_inputs import HowGivenInput
from carecircle.care.medications.prescribing.inputs import (
    MedicationInput,
    StopInput,
)
from carecircle.care.medications.stock.actions import begin_stock
from carecircle.care.recipients.models import Recipient
from carecircle.care.recipients.queries import the_recipient
from carecircle.care.translatable import lazy_gettext as _
from carecircle.db.session import transaction

_DETAILS = ("indication", "tried_first", "expected_effect", "call_when", "review_on")
_WORDS = ("name", "strength", "instructions", "prescriber", "pharmacy", "refill_level", *_DETAILS)
_HOW_GIVEN = tuple(HowGivenInput.model_fields)
_FLAGS = ("is_prn", "is_time_critical", "needs_witness", "is_controlled")


def add_medication(
    actor: Actor, values: MedicationInput, language: str | None = None
) -> Medication:
    """Add a medication with its regimen, and plan its first doses. An incomplete PRN is stored, but
    not activated. language: in which thousands on the label are read; without it they are asked
    about.

    Raises NotAllowed, Invalid, Asked.
    """
    actor.must_be_allowed("medication:change")
    with transaction() as tx:
        recipient = the_recipient(tx.session, actor.family_id, values.recipient)
        if recipient is None:
            raise Invalid({"recipient": _("Say who takes it")})
        check_regimen(values, values.is_prn)
        check_covert(values.is_covert, values.covert_agreed_by, values.covert_review_on)
        medication = _new_medication(actor, recipient, values)
        tx.session.add(medication)
        tx.session.flush()
        store_medication_thresholds(tx.session, actor, medication, values.with_value())
        regimen = new_regimen(actor, medication, recipient.zone, values)
        _must_be_given_some_day(tx.session, medication, regimen, recipient.zone)
        tx.session.add_all([regimen, *_ingredients(medication, values, regimen.unit, language)])
        tx.session.flush()
        _keep_confirmed(tx.session, actor, medication, regimen, values)
        _plan_or_activate(tx.session, medication, regimen, recipient)
        begin_stock(tx.session, actor, medication, values.stock)
        _emit(actor, medication)
        return medication


def stop_medication(actor: Actor, medication_id: str, values: StopInput) -> Medication:
    """Stop a medication: close its regimens and withdraw its doses whose window has not ended.

    Raises NotAllowed, NotFound, Conflict.
    """
    actor.must_be_allowed("medication:change")
    with transaction() as tx:
        lock_medication(tx.session, actor.family_id, medication_id)
        medication = regimens.the_medication(tx.session, actor.family_id, medication_id)
        if medication.stopped_at is not None:
            raise Conflict(_("It is stopped already"), "already-stopped")
        medication.stopped_at, medication.stopped_why = clock.now(), values.why
        medication.stopped_by_name = actor.name
        _close_regimens(tx.session, medication)
        close_task(tx.session, actor, medication, "reorder")
        _emit(actor, medication, details={"stopped": True, "why": values.why})
        return medication


def _must_be_given_some_day(
    session: Session, medication: Medication, regimen: Regimen, zone: str
) -> None:
    if not medication.is_prn:
        late = timedelta(minutes=thresholds.thresholds_of(session, medication)["late_min"])
        check_schedule(regimen, zone, after=clock.now() - late)


def _emit(
    actor: Actor,
    medication: Medication,
    what: str | None = None,
    details: dict[str, Any] | None = None,
) -> None:
    after = {"name": medication.name, "stopped_why": medication.stopped_why}
    after |= {"what": what} if what else {}
    emit_medication_changed(actor, medication, what, details=details, after=after)


def _new_medication(actor: Actor, recipient: Recipient, values: MedicationInput) -> Medication:
    given = {name: getattr(values, name) for name in (*_WORDS, *_FLAGS, *_HOW_GIVEN)}
    return Medication(
        family_id=actor.family_id,
        recipient_id=recipient.id,
        form=values.form or values.unit or "tablet",
        created_at=clock.now(),
        **given,
    )


def _ingredients(
    medication: Medication, values: MedicationInput, unit: str, language: str | None
) -> list[Ingredient]:
    named = values.ingredients or understood(medication, unit, language)
    return [
        Ingredient(
            family_id=medication.family_id, medication_id=medication.id, name=name, amount=amount
        )
        for name, amount in named.items()
    ]


def _keep_confirmed(
    session: Session,
    actor: Actor,
    medication: Medication,
    regimen: Regimen,
    values: MedicationInput,
) -> None:
    """Store what was asked and confirmed; one in spite of an allergy is listed for review."""
    codes = confirmed_questions(session, medication, regimen, values)
    if codes:
        medication.confirmed, medication.confirmed_why = codes, values.reason
    if ALLERGY in codes:
        record_incident(session, actor, medication, ALLERGY, values.reason)


def _plan_or_activate(
    session: Session, medication: Medication, regimen: Regimen, recipient: Recipient
) -> None:
    if not medication.is_prn:
        plan(session, medication, ZoneInfo(recipient.zone))
    elif not prn.missing(medication, regimen):
        medication.activated_at = clock.now()


def _close_regimens(session: Session, medication: Medication) -> None:
    now = clock.now()
    for number, regimen in enumerate(regimens.open_regimens(session, medication.id)):
        regimen.closed_at = now
        if number == 0:
            regimen.takes_effect_at = None
    withdraw_doses(session, medication)
