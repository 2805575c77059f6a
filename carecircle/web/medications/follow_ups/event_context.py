"""The context of follow-up fragments: the open work."""

from sqlalchemy.orm import Session

from carecircle.events.models import Event
from carecircle.web.medications.event_words import may_give
from carecircle.web.medications.follow_ups.work import work_of
from carecircle.web.shared.event_view import Context


def work(session: Session, event: Event, role: str, zone: str) -> Context:
    return {"work": work_of(session, event.family_id), "may_give": may_give(role)}
