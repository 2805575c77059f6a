"""Reads around a medication: effects, refusals, stock, tasks, incidents, absences."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.errors import NotThere
from carecircle.care.medications import prn, supply
from carecircle.care.medications.models import (
    Administration,
    EffectCheck,
    Incident,
    Medication,
    StockEntry,
    Task,
)
from carecircle.care.medications.queries.numbers import numbers_of
from carecircle.care.medications.queries.prescribed import regimen_of
from carecircle.care.medications.queries.records import LIVE
from carecircle.care.medications.schedule import per_day

LOOKED_BACK_DAYS = 14


def effect_check_of(session: Session, administration_id: str) -> EffectCheck | None:
    rows = select(EffectCheck).where(EffectCheck.administration_id == administration_id)
    return session.scalar(rows)


def effects_to_check(session: Session, family_id: str) -> list[EffectCheck]:
    """Due and not answered, the oldest first; of records that stand."""
    rows = (
        select(EffectCheck)
        .join(Administration, Administration.id == EffectCheck.administration_id)
        .where(EffectCheck.family_id == family_id, EffectCheck.answered_at.is_(None))
        .where(LIVE, EffectCheck.due_at <= clock.now())
    )
    return list(session.scalars(rows.order_by(EffectCheck.due_at, EffectCheck.id)))


def last_outcomes(session: Session, medication_id: str, limit: int = 10) -> list[str]:
    """Of the records that stand, newest first."""
    rows = select(Administration.outcome).where(Administration.medication_id == medication_id, LIVE)
    newest = rows.order_by(Administration.given_at.desc(), Administration.id.desc())
    return list(session.scalars(newest.limit(limit)))


def days_left(session: Session, medication: Medication) -> int | None:
    """By the regimen in force; a PRN by what the last fortnight took."""
    regimen = regimen_of(session, medication.id)
    if medication.stock is None or regimen is None:
        return None
    used = per_day(regimen) * (regimen.quantity_most or regimen.quantity)
    if medication.is_prn:
        used = _taken_lately(session, medication.id) / LOOKED_BACK_DAYS
    return supply.days_left(medication.stock, used)


def _taken_lately(session: Session, medication_id: str) -> int:
    since = clock.now() - timedelta(days=LOOKED_BACK_DAYS)
    rows = select(func.sum(Administration.quantity)).where(
        Administration.medication_id == medication_id,
        Administration.given_at > since,
        LIVE,
    )
    return int(session.scalar(rows) or 0)


def pattern_of(session: Session, medication: Medication, zone: str) -> str | None:
    """How a PRN was used lately, by the days of its recipient: see prn.pattern."""
    if not medication.is_prn or medication.activated_at is None:
        return None
    place, now, numbers = ZoneInfo(zone), clock.now(), numbers_of(session, medication)
    rows = select(Administration.given_at).where(
        Administration.medication_id == medication.id,
        Administration.given_at > now - timedelta(days=numbers["unused_days"] + 1),
        LIVE,
        Administration.quantity > 0,
    )
    used_on = [at.astimezone(place).date() for at in session.scalars(rows)]
    since = medication.activated_at.astimezone(place).date()
    return prn.pattern(used_on, since, now.astimezone(place).date(), numbers)


def ledger_of(session: Session, medication_id: str, limit: int = 100) -> list[StockEntry]:
    """The register, the newest line first."""
    rows = select(StockEntry).where(StockEntry.medication_id == medication_id)
    return list(session.scalars(rows.order_by(StockEntry.number.desc()).limit(limit)))


def open_tasks(session: Session, family_id: str) -> list[tuple[Task, Medication]]:
    rows = (
        select(Task, Medication)
        .join(Medication, Medication.id == Task.medication_id)
        .where(Task.family_id == family_id, Task.done_at.is_(None))
    )
    return [(task, medication) for task, medication in session.execute(rows.order_by(Task.id))]


def the_task(session: Session, family_id: str, task_id: str) -> Task:
    """Raises NotThere."""
    found = session.scalar(select(Task).where(Task.family_id == family_id, Task.id == task_id))
    if found is None:
        raise NotThere()
    return found


def open_incidents(session: Session, family_id: str) -> list[tuple[Incident, Medication]]:
    """What nobody has looked at yet."""
    rows = (
        select(Incident, Medication)
        .join(Medication, Medication.id == Incident.medication_id)
        .where(Incident.family_id == family_id, Incident.reviewed_at.is_(None))
    )
    return [(one, medication) for one, medication in session.execute(rows.order_by(Incident.id))]


def the_incident(session: Session, family_id: str, incident_id: str) -> Incident:
    """Raises NotThere."""
    rows = select(Incident).where(Incident.family_id == family_id, Incident.id == incident_id)
    found = session.scalar(rows)
    if found is None:
        raise NotThere()
    return found
