"""What a sheet shows: facts, allergies, medication with last given and next due, whom to call."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.families.models import Family
from carecircle.care.medications.giving.queries import last_records
from carecircle.care.medications.models import Dose, Medication, Regimen
from carecircle.care.medications.regimens import is_taken_on, medications_of
from carecircle.care.observations.kinds import READ_OUT
from carecircle.care.observations.queries import last_of
from carecircle.care.recipients.queries import contacts_of
from carecircle.care.sheets.fields import FIELDS
from carecircle.care.sheets.queries import facts_of, the_recipient_of
from carecircle.web.language import times
from carecircle.web.language.translation import gettext as _
from carecircle.web.observations.views import ObservationView, observation_views
from carecircle.web.shared.people import the_recipient_view
from carecircle.web.shared.wording import medication_words


def sheet_view(session: Session, family_id: str, recipient_id: str) -> dict[str, Any]:
    """Raises NotFound."""
    recipient = the_recipient_of(session, family_id, recipient_id)
    facts = facts_of(session, family_id, recipient_id)
    family = session.get_one(Family, family_id)
    today = times.today(recipient.zone)
    medications = [
        (medication, regimen)
        for medication, regimen in medications_of(session, family_id, recipient_id)
        if is_taken_on(medication, regimen, today)
    ]
    return {
        "recipient": the_recipient_view(session, family_id, recipient_id),
        "conditions": recipient.conditions,
        "facts": {name: getattr(facts, name, None) for name in FIELDS},
        "changed": _changed(facts, recipient.zone),
        "contacts": contacts_of(session, family_id, recipient_id),
        "readings": _readings(session, family_id, recipient_id, recipient.zone),
        "medications": [_medication(session, *row, recipient.zone) for row in medications],
        "first_number": family.emergency_number,
        "as_of_words": times.dated_words(clock.now(), recipient.zone),
        "is_demo": family.is_demo,
    }


def _readings(
    session: Session, family_id: str, recipient_id: str, zone: str
) -> list[ObservationView]:
    """The last of each kind that is measured; one cup of the day's says nothing."""
    last = [last_of(session, family_id, kind, recipient_id) for kind in READ_OUT]
    measured = [one for one in last if one is not None and one.number is not None]
    return observation_views(session, measured, zone)


def _changed(facts: Any, zone: str) -> str:
    if facts is None:
        return _("Not filled in yet")
    when = times.dated_words(facts.changed_at, zone)
    return _("Filled in %(when)s by %(name)s", when=when, name=facts.changed_by_name)


def _medication(
    session: Session, medication: Medication, regimen: Regimen, zone: str
) -> dict[str, Any]:
    last = last_records(session, medication.id, 1)
    due_at = session.scalar(_next_due(medication.id))
    given = medication_words.record_words(last[0], zone, times.short_words) if last else None
    when = _("as needed") if medication.is_prn else medication_words.when_words(regimen)
    return {
        "name": f"{medication.name} {medication.strength or ''}".strip(),
        "how": f"{medication_words.regimen_amount(regimen)}, {when}",
        "last": given or _("Nothing recorded"),
        "next": times.short_words(due_at, zone) if due_at else "-",
        "is_time_critical": medication.is_time_critical,
    }


def _next_due(medication_id: str) -> Any:
    rows = select(Dose.due_at).where(
        Dose.medication_id == medication_id,
        Dose.due_at > clock.now(),
        Dose.withdrawn_at.is_(None),
    )
    return rows.order_by(Dose.due_at).limit(1)
