"""How events of observations are shown: their fragment and their sentence in the feed."""

from sqlalchemy.orm import Session

from carecircle.care.observations.queries import the_observation
from carecircle.events.models import Event
from carecircle.web.language.translation import gettext as _
from carecircle.web.observations.usual import usual_views
from carecircle.web.observations.views import observation_views
from carecircle.web.shared.event_view import Context, EventContext, EventView, Sentence
from carecircle.web.shared.wording import observation_words


def _observation(session: Session, event: Event, role: str, zone: str) -> Context:
    found = the_observation(session, event.family_id, event.data["observation"])
    usual = usual_views(session, event.family_id, found.kind, found.recipient_id)
    return {"observation": observation_views(session, [found], zone)[0], "usual": usual}


def _what(it: EventContext) -> str:
    kind = it.data["kind"]
    value = observation_words.value_words(kind, it.data["value"], it.data["unit"])
    return f"{observation_words.kinds()[kind]}: {value}"


def recorded(it: EventContext) -> Sentence:
    icon = "fall" if it.data["kind"] == "incident" else "eye"
    words = _("%(who)s wrote down %(what)s", who=it.who, what=_what(it))
    return Sentence(icon, words, it.data.get("note"))


def struck_through(it: EventContext) -> Sentence:
    words = _("%(who)s struck through %(what)s", who=it.who, what=_what(it))
    return Sentence("undo", words, it.data.get("why"))


OBSERVATION_EVENTS = {
    "observation:recorded": EventView(recorded, _observation),
    "observation:corrected": EventView(struck_through, _observation),
}
