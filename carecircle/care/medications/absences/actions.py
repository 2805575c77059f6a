"""Actions: begin an absence, end it, reconcile the medications afterwards (rule 18)."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.emitting import emit
from carecircle.care.errors import Conflict, Invalid
from carecircle.care.medications import records, rules
from carecircle.care.medications.absences import queries as absences_queries
from carecircle.care.medications.absences.inputs import AbsenceInput, ReturnInput
from carecircle.care.medications.giving.actions.checks import given_at
from carecircle.care.medications.locks import lock_recipient
from carecircle.care.medications.models import Administration, Dose
from carecircle.care.medications.models.absences import Absence
from carecircle.care.recipients import queries as recipients_queries
from carecircle.care.recipients.queries import the_recipient
from carecircle.care.translatable import lazy_gettext as _
from carecircle.db.session import transaction


def begin_absence(actor: Actor, values: AbsenceInput) -> Absence:
    """Begin an absence. From then on doses are marked as absent and emit no events.

    Raises NotAllowed, Invalid, Conflict.
    """
    actor.must_be_allowed("administration:record")
    with transaction() as tx:
        recipient = the_recipient(tx.session, actor.family_id, values.recipient)
        if recipient is None:
            raise Invalid({"recipient": _("Say who is away")})
        lock_recipient(tx.session, actor.family_id, recipient.id)
        if absences_queries.open_absence(tx.session, recipient.id) is not None:
            raise Conflict(_("That is written down already"), "already-absent")
        absence = Absence(
            family_id=actor.family_id,
            recipient_id=recipient.id,
            kind=values.kind,
            starts_at=_past(values.starts_at, recipient.zone, "starts_at"),
            note=values.note,
            begun_by=actor.must_be_a_member(),
            begun_by_name=actor.name,
        )
        tx.session.add(absence)
        tx.session.flush()
        for dose in _without_record(tx.session, absence):
            dose.absence_id = absence.id
        _emit(actor, absence)
        return absence


def end_absence(actor: Actor, absence_id: str, values: ReturnInput) -> Absence:
    """End an absence. Doses after it are due again."""
    actor.must_be_allowed("administration:record")
    with transaction() as tx:
        absence = _the_absence(tx.session, actor, absence_id)
        if absence.ends_at is not None:
            raise Conflict(_("That is over already"), "already-back")
        zone = recipients_queries.zone_of(tx.session, absence.recipient_id)
        absence.ends_at = _past(values.ends_at, zone, "ends_at")
        if absence.ends_at < absence.starts_at:
            raise Invalid({"ends_at": _("That is before it began")})
        absence.ended_by_name = actor.name
        for dose in _doses_after(tx.session, absence):
            _recheck_doses(dose)
        _emit(actor, absence)
        return absence


def reconcile(actor: Actor, absence_id: str) -> Absence:
    """Record that the medications were compared with what changed during the absence."""
    actor.must_be_allowed("medication:change")
    with transaction() as tx:
        absence = _the_absence(tx.session, actor, absence_id)
        if absence.ends_at is None:
            raise Conflict(_("It is not over yet"), "not-back")
        if absence.reconciled_at is None:
            absence.reconciled_at = clock.now()
            absence.reconciled_by_name = actor.name
            _emit(actor, absence)
        return absence


def _past(at: datetime | None, zone: str, field: str) -> datetime:
    instant = given_at(at, zone) or clock.now()
    if rules.is_in_future(instant, clock.now()):
        raise Invalid({field: _("That is still to come")})
    return instant


def _the_absence(session: Session, actor: Actor, absence_id: str) -> Absence:
    found = absences_queries.the_absence(session, actor.family_id, absence_id)
    lock_recipient(session, actor.family_id, found.recipient_id)
    session.refresh(found)
    return found


def _without_record(session: Session, absence: Absence) -> list[Dose]:
    live = select(Administration.id).where(Administration.dose_id == Dose.id, records.LIVE)
    rows = select(Dose).where(Dose.recipient_id == absence.recipient_id)
    rows = rows.where(Dose.due_at >= absence.starts_at, Dose.withdrawn_at.is_(None))
    return list(session.scalars(rows.where(~live.exists())))


def _doses_after(session: Session, absence: Absence) -> list[Dose]:
    rows = select(Dose).where(Dose.absence_id == absence.id, Dose.due_at > absence.ends_at)
    return list(session.scalars(rows))


def _recheck_doses(dose: Dose) -> None:
    now = clock.now()
    dose.absence_id = None
    dose.told, dose.changes_at = rules.state_by_clock(dose, now), rules.next_change(dose, now)


def _emit(actor: Actor, absence: Absence) -> None:
    data = {
        "absence": absence.id,
        "kind": absence.kind,
        "ended": absence.ends_at is not None,
        "reconciled": absence.reconciled_at is not None,
    }
    emit(actor, "medication:absence", data, recipient_id=absence.recipient_id)
