"""How events of absences are shown: in hospital or away, back, reconciled."""

from sqlalchemy.orm import Session

from carecircle.events.models import Event
from carecircle.web.language.translation import gettext as _
from carecircle.web.medications.follow_ups.event_context import work
from carecircle.web.medications.giving.event_context import day
from carecircle.web.shared.event_view import Context, EventContext, EventView, Sentence


def _absence(session: Session, event: Event, role: str, zone: str) -> Context:
    shown = work(session, event, role, zone)
    return shown | day(session, event.family_id, event.recipient_id or "", role)


def absence(it: EventContext) -> Sentence:
    where = _("in hospital") if it.data["kind"] == "hospital" else _("away")
    if it.data.get("ended"):
        return Sentence("door", _back(it, where))
    return Sentence("door", _("%(who)s wrote down: %(where)s", who=it.who, where=where))


def _back(it: EventContext, where: str) -> str:
    if it.data.get("reconciled"):
        return _("%(who)s compared the medications afterwards", who=it.who)
    return _("%(who)s wrote down: back again, no longer %(where)s", who=it.who, where=where)


ABSENCE_EVENTS = {"medication:absence": EventView(absence, _absence)}
