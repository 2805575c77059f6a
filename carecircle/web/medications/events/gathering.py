"""What the fragments of medications need: a dose, a day, what waits for somebody."""

from sqlalchemy.orm import Session

from carecircle.care import permissions
from carecircle.care.medications import queries
from carecircle.events.models import Event
from carecircle.web.event_view import Context, Happened
from carecircle.web.medications.counts import counts_of
from carecircle.web.medications.views import day_views, dose_view
from carecircle.web.medications.work import work_of
from carecircle.web.people_shown import initials_of, the_recipient_view
from carecircle.web.words import gettext as _


def dose(session: Session, event: Event, role: str, zone: str) -> Context:
    """The row of a dose; a PRN has none, but something to look for afterwards."""
    shown = work(session, event, role, zone)
    if event.data.get("dose") is None:
        return shown | {"dose": None}
    found = queries.the_dose(session, event.family_id, event.data["dose"])
    recipient = the_recipient_view(session, event.family_id, found.dose.recipient_id)
    return shown | {
        "dose": dose_view(found, initials_of(session, event.family_id)),
        "recipient": recipient,
        "counts": counts_of(day_views(session, event.family_id, recipient)),
    }


def day(session: Session, family_id: str, recipient_id: str, role: str) -> Context:
    recipient = the_recipient_view(session, family_id, recipient_id)
    doses = day_views(session, family_id, recipient)
    return {
        "recipient": recipient,
        "doses": doses,
        "counts": counts_of(doses),
        "may_give": may_give(role),
    }


def work(session: Session, event: Event, role: str, zone: str) -> Context:
    return {"work": work_of(session, event.family_id), "may_give": may_give(role)}


def may_give(role: str) -> bool:
    return permissions.allows(role, "administration:record")


def named(it: Happened) -> str:
    """Metformin 500 mg."""
    name, strength = it.data.get("medication_name"), it.data.get("strength")
    return f"{name} {strength or ''}".strip() if name else _("a medication")
