"""How agenda events are shown: the context of their fragment and their sentence in the feed."""

from sqlalchemy.orm import Session

from carecircle.care import permissions
from carecircle.events.models import Event
from carecircle.web.agenda.pages import item_views
from carecircle.web.language.translation import gettext as _
from carecircle.web.shared.event_view import Context, EventContext, EventView, Sentence


def _agenda(session: Session, event: Event, role: str, zone: str) -> Context:
    return {
        "items": item_views(session, event.family_id, zone),
        "may_change": permissions.allows(role, "agenda:change"),
    }


def agenda_changed(it: EventContext) -> Sentence:
    what = it.data.get("what") or _("something")
    if it.data.get("done"):
        return Sentence("tick", _("%(who)s has done: %(what)s", who=it.who, what=what))
    if it.data.get("cancelled"):
        return Sentence("cross", _("%(who)s took off: %(what)s", who=it.who, what=what))
    if it.data.get("due"):
        is_task = it.data["kind"] == "task"
        words = _("Due now: %(what)s", what=what) if is_task else _("Soon: %(what)s", what=what)
        return Sentence("bell", words)
    return Sentence("rota", _("On the agenda: %(what)s", what=what))


AGENDA_EVENTS = {"agenda:changed": EventView(agenda_changed, _agenda, page="/agenda")}
