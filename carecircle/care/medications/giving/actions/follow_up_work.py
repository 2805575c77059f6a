"""The consequences of a record: stock, an effect check, refusals, incidents."""

from collections.abc import Collection
from datetime import timedelta

from sqlalchemy.orm import Session

from carecircle.care.actor import Actor
from carecircle.care.medications import outcomes, rules, thresholds
from carecircle.care.medications.follow_ups import queries as follow_ups_queries
from carecircle.care.medications.follow_ups.actions.incidents import record_incident
from carecircle.care.medications.follow_ups.actions.reviews import check_use
from carecircle.care.medications.follow_ups.actions.tasks import Reason, open_task
from carecircle.care.medications.giving import queries as giving_queries
from carecircle.care.medications.giving.actions.courses import end_course, resume_course
from carecircle.care.medications.giving.actions.time_critical import warn_if_not_taken
from carecircle.care.medications.models import Administration, EffectCheck, Medication
from carecircle.care.medications.regimens import DoseOrPrn
from carecircle.care.medications.stock.actions import reverse_entries, take_from_stock
from carecircle.care.medications.warnings.actions import acknowledge_warnings_of_dose

NO_WITNESS = "no_witness"


def apply_follow_ups(
    session: Session,
    actor: Actor,
    asked: DoseOrPrn,
    record: Administration,
    incident: str | None,
    confirm: Collection[str] | None = None,
) -> None:
    """confirm: codes of questions that are answered with yes. Raises RuleBroken to ask one."""
    medication = asked.medication
    if record.dose_id is not None:
        acknowledge_warnings_of_dose(session, actor, record.dose_id)
    take_from_stock(session, actor, medication, record, asked.planned, confirm)
    if record.quantity and asked.dose is not None:
        end_course(session, actor, medication, asked.regimen)
    if medication.is_prn and record.quantity:
        check_min = thresholds.thresholds_of(session, medication)["effect_check_min"]
        session.add(_effect_check(record, check_min))
        check_use(session, actor, medication)
    if incident is not None:
        record_incident(session, actor, medication, incident, record.reason, record)
    if record.no_witness_why:
        record_incident(session, actor, medication, NO_WITNESS, record.no_witness_why, record)
    _watch_refusals(session, actor, medication, record)


def undo_follow_ups(
    session: Session,
    actor: Actor,
    medication: Medication,
    old: Administration,
    witness: str | None,
) -> None:
    """Undo the consequences of a voided record. witness: the name of the second person."""
    reverse_entries(session, actor, medication, old, witness)
    resume_course(session, medication)
    check = follow_ups_queries.effect_check_of(session, old.id)
    if check is not None:
        check.changes_at = None


def _effect_check(record: Administration, check_min: int) -> EffectCheck:
    due_at = record.given_at + timedelta(minutes=check_min)
    return EffectCheck(
        family_id=record.family_id,
        recipient_id=record.recipient_id,
        medication_id=record.medication_id,
        administration_id=record.id,
        due_at=due_at,
        changes_at=due_at,
    )


def _watch_refusals(
    session: Session, actor: Actor, medication: Medication, record: Administration
) -> None:
    """Open a contact task after several refusals in a row, or one of a time-critical dose (rule
    19)."""
    outcome = outcomes.BY_NAME[record.outcome]
    if outcome.is_taken:
        return
    session.flush()
    warning = warn_if_not_taken(session, actor, medication, record)
    warning_id = warning.id if warning else None
    running = rules.refusals_running(giving_queries.last_outcomes(session, medication.id))
    if running >= thresholds.thresholds_of(session, medication)["refusals_told"]:
        reason = Reason("refused_running", running)
        open_task(session, actor, medication, "contact", reason, warning_id)
    elif medication.is_time_critical and outcome.asks_at_once:
        reason = Reason("time_critical_not_taken")
        open_task(session, actor, medication, "contact", reason, warning_id)
