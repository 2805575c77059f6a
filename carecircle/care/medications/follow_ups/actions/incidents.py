"""Actions: record an incident, and let another member review it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.emitting import emit
from carecircle.care.errors import Conflict, NotAllowed, NotFound
from carecircle.care.medications.event_details import named
from carecircle.care.medications.follow_ups.inputs import ReviewInput
from carecircle.care.medications.models import Administration, Incident, Medication
from carecircle.care.medications.models.warnings import OF_INCIDENTS
from carecircle.care.medications.warnings.actions import (
    acknowledge_warnings_of_incident,
    warn_of_incident,
)
from carecircle.care.translatable import lazy_gettext as _
from carecircle.db.session import transaction


def record_incident(
    session: Session,
    actor: Actor,
    medication: Medication,
    kind: str,
    words: str | None,
    of: Administration | None = None,
) -> None:
    """Record it; one of a kind that is dangerous raises a warning."""
    incident = Incident(
        family_id=actor.family_id,
        recipient_id=medication.recipient_id,
        medication_id=medication.id,
        administration_id=of.id if of else None,
        kind=kind,
        words=words,
        at=clock.now(),
        by=actor.must_be_a_member(),
        by_name=actor.name,
    )
    session.add(incident)
    session.flush()
    is_dangerous = kind in OF_INCIDENTS
    warning = warn_of_incident(session, actor, medication, incident) if is_dangerous else None
    _emit(actor, medication, incident, warning.id if warning else None, words=words)


def review_incident(actor: Actor, incident_id: str, values: ReviewInput) -> Incident:
    """Record the outcome of a review. Raises NotFound, NotAllowed, Conflict."""
    actor.must_be_allowed("administration:record")
    with transaction() as tx:
        rows = select(Incident).where(
            Incident.family_id == actor.family_id, Incident.id == incident_id
        )
        incident = tx.session.scalar(rows.with_for_update())
        if incident is None:
            raise NotFound()
        if incident.by == actor.must_be_a_member():
            raise NotAllowed(_("Somebody else than who recorded it must look at it"))
        if incident.reviewed_at is not None:
            raise Conflict(_("It is reviewed already"), "already-reviewed")
        incident.reviewed_at, incident.review = clock.now(), values.review
        incident.reviewed_by, incident.reviewed_by_name = actor.member_id, actor.name
        acknowledge_warnings_of_incident(tx.session, actor, incident.id)
        medication = tx.session.get_one(Medication, incident.medication_id)
        _emit(actor, medication, incident, review=values.review)
        return incident


def _emit(
    actor: Actor,
    medication: Medication,
    incident: Incident,
    warning_id: str | None = None,
    **said: str | None,
) -> None:
    data = {
        "incident": incident.id,
        "medication": incident.medication_id,
        "kind": incident.kind,
        "reviewed": incident.reviewed_at is not None,
    }
    data |= {"warning": warning_id} if warning_id else {}
    details, of = named(medication) | said, incident.recipient_id
    emit(actor, "medication:incident", data, details=details, recipient_id=of)
