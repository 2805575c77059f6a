"""Reads: effect checks, use of PRNs, tasks, incidents."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.errors import NotFound
from carecircle.care.medications import prn
from carecircle.care.medications.models import (
    Administration,
    EffectCheck,
    Incident,
    Medication,
)
from carecircle.care.medications.models.follow_ups import Task
from carecircle.care.medications.records import LIVE
from carecircle.care.medications.thresholds import thresholds_of


def effect_check_of(session: Session, administration_id: str) -> EffectCheck | None:
    rows = select(EffectCheck).where(EffectCheck.administration_id == administration_id)
    return session.scalar(rows)


def effects_to_check(session: Session, family_id: str) -> list[EffectCheck]:
    """Returns the effect checks of live records that are due and not answered, the oldest first."""
    rows = (
        select(EffectCheck)
        .join(Administration, Administration.id == EffectCheck.administration_id)
        .where(EffectCheck.family_id == family_id, EffectCheck.answered_at.is_(None))
        .where(LIVE, EffectCheck.due_at <= clock.now())
    )
    return list(session.scalars(rows.order_by(EffectCheck.due_at, EffectCheck.id)))


def pattern_of(session: Session, medication: Medication, zone: str) -> str | None:
    """Returns how a PRN was used lately, by the local days of its recipient: see prn.pattern."""
    if not medication.is_prn or medication.activated_at is None:
        return None
    place, now, limits = ZoneInfo(zone), clock.now(), thresholds_of(session, medication)
    rows = select(Administration.given_at).where(
        Administration.medication_id == medication.id,
        Administration.given_at > now - timedelta(days=limits["unused_days"] + 1),
        LIVE,
        Administration.quantity > 0,
    )
    used_on = [at.astimezone(place).date() for at in session.scalars(rows)]
    since = medication.activated_at.astimezone(place).date()
    return prn.pattern(used_on, since, now.astimezone(place).date(), limits)


def open_tasks(session: Session, family_id: str) -> list[tuple[Task, Medication]]:
    rows = (
        select(Task, Medication)
        .join(Medication, Medication.id == Task.medication_id)
        .where(Task.family_id == family_id, Task.done_at.is_(None))
    )
    return [(task, medication) for task, medication in session.execute(rows.order_by(Task.id))]


def the_task(session: Session, family_id: str, task_id: str) -> Task:
    """Returns the task. Raises NotFound."""
    found = session.scalar(select(Task).where(Task.family_id == family_id, Task.id == task_id))
    if found is None:
        raise NotFound()
    return found


def open_incidents(session: Session, family_id: str) -> list[tuple[Incident, Medication]]:
    """Returns the incidents that nobody has reviewed."""
    rows = (
        select(Incident, Medication)
        .join(Medication, Medication.id == Incident.medication_id)
        .where(Incident.family_id == family_id, Incident.reviewed_at.is_(None))
    )
    return [(one, medication) for one, medication in session.execute(rows.order_by(Incident.id))]


def the_incident(session: Session, family_id: str, incident_id: str) -> Incident:
    """Returns the incident. Raises NotFound."""
    rows = select(Incident).where(Incident.family_id == family_id, Incident.id == incident_id)
    found = session.scalar(rows)
    if found is None:
        raise NotFound()
    return found
