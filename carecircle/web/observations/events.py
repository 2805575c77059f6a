"""What is shown of the events of observations and of the agenda."""

from sqlalchemy.orm import Session

from carecircle.care import permissions
from carecircle.care.observations.queries import the_observation
from carecircle.events.models import Event
from carecircle.web.event_view import Context, EventView, Happened, Sentence
from carecircle.web.observations import words
from carecircle.web.observations.agenda import item_views
from carecircle.web.observations.usual import usual_views
from carecircle.web.observations.views import observation_views
from carecircle.web.words import gettext as _


def _observation(session: Session, event: Event, role: str, zone: str) -> Context:
    found = the_observation(session, event.family_id, event.data["observation"])
    usual = usual_views(session, event.family_id, found.kind, found.recipient_id)
    return {"observation": observation_views(session, [found], zone)[0], "usual": usual}


def _agenda(session: Session, event: Event, role: str, zone: str) -> Context:
    return {
        "items": item_views(session, event.family_id, zone),
        "may_change": permissions.allows(role, "agenda:change"),
    }


def _what(it: Happened) -> str:
    kind = it.data["kind"]
    value = words.value_words(kind, it.data["value"], it.data["unit"])
    return f"{words.kinds()[kind]}: {value}"


def recorded(it: Happened) -> Sentence:
    icon = "fall" if it.data["kind"] == "incident" else "eye"
    told = _("%(who)s wrote down %(what)s", who=it.who, what=_what(it))
    return Sentence(icon, told, it.data.get("note"))


def struck_through(it: Happened) -> Sentence:
    told = _("%(who)s struck through %(what)s", who=it.who, what=_what(it))
    return Sentence("undo", told, it.data.get("why"))


def agenda_changed(it: Happened) -> Sentence:
    what = it.data.get("what") or _("something")
    if it.data.get("done"):
        return Sentence("tick", _("%(who)s has done: %(what)s", who=it.who, what=what))
    if it.data.get("cancelled"):
        return Sentence("cross", _("%(who)s took off: %(what)s", who=it.who, what=what))
    if it.data.get("due"):
        is_task = it.data["kind"] == "task"
        told = _("Due now: %(what)s", what=what) if is_task else _("Soon: %(what)s", what=what)
        return Sentence("bell", told)
    return Sentence("rota", _("On the agenda: %(what)s", what=what))


OBSERVATION_EVENTS = {
    "observation:recorded": EventView(recorded, _observation),
    "observation:corrected": EventView(struck_through, _observation),
    "agenda:changed": EventView(agenda_changed, _agenda, page="/agenda"),
}
