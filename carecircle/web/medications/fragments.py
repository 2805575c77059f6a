"""What the events of medications bring to the pages: gathered once for whoever listens."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from carecircle.care import permissions
from carecircle.care.medications import queries
from carecircle.events.models import Event
from carecircle.web.medications.counts import counts_of
from carecircle.web.medications.prescribed import medication_lists
from carecircle.web.medications.views import day_views, dose_view
from carecircle.web.medications.work import work_of
from carecircle.web.people_shown import initials_of, recipient_views, the_recipient_view

Context = dict[str, Any]
Gather = Callable[[Session, Event, str, str], Context]


def _may_give(role: str) -> bool:
    return permissions.allows(role, "administration:record")


def of_dose(session: Session, event: Event, role: str, zone: str) -> Context:
    """The row of a dose; a PRN has none, but something to look for afterwards."""
    shown = _work(session, event, role, zone)
    if event.data.get("dose") is None:
        return shown | {"dose": None}
    found = queries.the_dose(session, event.family_id, event.data["dose"])
    recipient = the_recipient_view(session, event.family_id, found.dose.recipient_id)
    return shown | {
        "dose": dose_view(found, initials_of(session, event.family_id)),
        "recipient": recipient,
        "counts": counts_of(day_views(session, event.family_id, recipient)),
    }


def of_medication(session: Session, event: Event, role: str, zone: str) -> Context:
    medication = queries.the_medication(session, event.family_id, event.data["medication"])
    return medication_lists(session, event.family_id) | _day(
        session, event.family_id, medication.recipient_id, role
    )


def of_numbers(session: Session, event: Event, role: str, zone: str) -> Context:
    """The day of each care recipient: its doses follow."""
    everyone = [one.id for one in recipient_views(session, event.family_id)]
    days = [_day(session, event.family_id, recipient_id, role) for recipient_id in everyone]
    return {"days": days, "may_give": _may_give(role)}


def of_absence(session: Session, event: Event, role: str, zone: str) -> Context:
    shown = _work(session, event, role, zone)
    return shown | _day(session, event.family_id, event.recipient_id or "", role)


def _day(session: Session, family_id: str, recipient_id: str, role: str) -> Context:
    recipient = the_recipient_view(session, family_id, recipient_id)
    doses = day_views(session, family_id, recipient)
    return {
        "recipient": recipient,
        "doses": doses,
        "counts": counts_of(doses),
        "may_give": _may_give(role),
    }


def _work(session: Session, event: Event, role: str, zone: str) -> Context:
    return {"work": work_of(session, event.family_id), "may_give": _may_give(role)}


MEDICATION_FRAGMENTS: dict[str, Gather] = {
    "medication:logged": of_dose,
    "medication:corrected": of_dose,
    "medication:due": of_dose,
    "medication:late": of_dose,
    "medication:missed": of_dose,
    "medication:unrecorded": of_dose,
    "medication:reoffered": of_dose,
    "medication:offer_ended": of_dose,
    "medication:changed": of_medication,
    "medication:absence": of_absence,
    "numbers:changed": of_numbers,
    "medication:stock_low": _work,
    "medication:task": _work,
    "medication:incident": _work,
    "medication:effect_due": _work,
    "medication:effect": _work,
}
