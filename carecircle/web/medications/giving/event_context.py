"""The context of dose fragments: a dose, and the day of its care recipient."""

from sqlalchemy.orm import Session

from carecircle.care.medications.giving import queries
from carecircle.events.models import Event
from carecircle.web.medications.event_words import may_give
from carecircle.web.medications.follow_ups.event_context import work
from carecircle.web.medications.giving.counts import counts_of
from carecircle.web.medications.giving.dose_views import day_views, dose_view, open_views
from carecircle.web.shared.event_view import Context
from carecircle.web.shared.people import initials_of, the_recipient_view


def dose(session: Session, event: Event, role: str, zone: str) -> Context:
    """Returns the row of a dose; a PRN has no row but may have an effect to check."""
    shown = work(session, event, role, zone)
    if event.data.get("dose") is None:
        return shown | {"dose": None}
    found = queries.the_dose(session, event.family_id, event.data["dose"])
    recipient = the_recipient_view(session, event.family_id, found.dose.recipient_id)
    return shown | {
        "dose": dose_view(found, initials_of(session, event.family_id)),
        "recipient": recipient,
        "counts": counts_of(open_views(session, event.family_id, recipient)),
    }


def day(session: Session, family_id: str, recipient_id: str, role: str) -> Context:
    recipient = the_recipient_view(session, family_id, recipient_id)
    doses = day_views(session, family_id, recipient)
    return {
        "recipient": recipient,
        "doses": doses,
        "counts": counts_of(open_views(session, family_id, recipient)),
        "may_give": may_give(role),
    }
