"""Actions: raise a warning, acknowledge it. It is sent by care/notifications/actions/warnings.py,
which knows who is on duty."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.emitting import EventData, emit, emit_by_clock
from carecircle.care.errors import NotAllowed
from carecircle.care.families.queries import present_members
from carecircle.care.medications.event_details import named
from carecircle.care.medications.models import Dose, Incident, Medication
from carecircle.care.medications.models.warnings import OF_DOSES, MedicationWarning
from carecircle.care.medications.warnings import queries
from carecircle.care.outreach.actions import stop_warning_messages
from carecircle.care.translatable import lazy_gettext as _
from carecircle.db.session import transaction


def warn_of_incident(
    session: Session, actor: Actor, medication: Medication, incident: Incident
) -> MedicationWarning:
    warning = _new_warning(medication, incident.kind, actor)
    warning.incident_id = incident.id
    return _raise(session, actor, medication, warning)


def warn_of_dose(
    session: Session, actor: Actor | None, medication: Medication, dose_id: str | None, kind: str
) -> MedicationWarning | None:
    """Returns the new warning; None if the dose was warned of before. No actor: it was due."""
    if dose_id is not None and queries.has_warning(session, dose_id, kind):
        return None
    warning = _new_warning(medication, kind, actor)
    warning.dose_id = dose_id
    return _raise(session, actor, medication, warning)


def acknowledge(actor: Actor, warning_id: str) -> MedicationWarning:
    """Record that somebody has seen it and looks after it; a repetition changes nothing.

    Raises NotFound; NotAllowed for the person who caused it, unless nobody else is there.
    """
    actor.must_be_allowed("warning:acknowledge")
    with transaction() as tx:
        warning = queries.the_warning(tx.session, actor.family_id, warning_id, lock=True)
        if warning.acknowledged_at is None:
            _must_be_another(tx.session, actor, warning)
            _acknowledge(tx.session, actor, warning)
        return warning


def acknowledge_warnings_of_dose(session: Session, actor: Actor, dose_id: str) -> None:
    """Somebody records or reviews the dose: they know of it."""
    is_about = MedicationWarning.dose_id == dose_id, MedicationWarning.kind.in_(OF_DOSES)
    _acknowledge_all(session, actor, is_about)


def acknowledge_warnings_of_incident(session: Session, actor: Actor, incident_id: str) -> None:
    _acknowledge_all(session, actor, (MedicationWarning.incident_id == incident_id,))


def _acknowledge_all(
    session: Session, actor: Actor, conditions: Sequence[ColumnElement[bool]]
) -> None:
    rows = select(MedicationWarning).where(
        *conditions,
        MedicationWarning.family_id == actor.family_id,
        MedicationWarning.acknowledged_at.is_(None),
    )
    for warning in session.scalars(rows.with_for_update()):
        _acknowledge(session, actor, warning)


def _must_be_another(session: Session, actor: Actor, warning: MedicationWarning) -> None:
    if warning.by != actor.must_be_a_member():
        return
    if any(member.id != actor.member_id for member in present_members(session, actor.family_id)):
        raise NotAllowed(_("Somebody else must say that they have seen it"))


def _acknowledge(session: Session, actor: Actor, warning: MedicationWarning) -> None:
    warning.acknowledged_at, warning.next_at = clock.now(), None
    warning.acknowledged_by, warning.acknowledged_by_name = actor.must_be_a_member(), actor.name
    stop_warning_messages(session, warning.id)
    medication = session.get_one(Medication, warning.medication_id)
    _emit(session, actor, medication, warning, "medication:warning_acknowledged")


def _new_warning(medication: Medication, kind: str, actor: Actor | None) -> MedicationWarning:
    now = clock.now()
    return MedicationWarning(
        family_id=medication.family_id,
        recipient_id=medication.recipient_id,
        medication_id=medication.id,
        kind=kind,
        by=actor.must_be_a_member() if actor else None,
        by_name=actor.name if actor else None,
        at=now,
        next_at=now,
    )


def _raise(
    session: Session, actor: Actor | None, medication: Medication, warning: MedicationWarning
) -> MedicationWarning:
    session.add(warning)
    session.flush()
    _emit(session, actor, medication, warning, "medication:warning")
    return warning


def _emit(
    session: Session,
    actor: Actor | None,
    medication: Medication,
    warning: MedicationWarning,
    type_: str,
) -> None:
    data, details = warning_data(warning), warning_details(session, medication, warning)
    if actor is None:
        emit_by_clock(warning, type_, data | details)
    else:
        emit(actor, type_, data, details=details, recipient_id=warning.recipient_id)


def warning_data(warning: MedicationWarning) -> EventData:
    data = {"warning": warning.id, "medication": warning.medication_id, "kind": warning.kind}
    return data | {"dose": warning.dose_id, "incident": warning.incident_id}


def warning_details(
    session: Session, medication: Medication, warning: MedicationWarning
) -> EventData:
    dose = session.get(Dose, warning.dose_id) if warning.dose_id else None
    return named(medication) | ({"time": dose.local_time} if dose else {})
