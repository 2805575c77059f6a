"""How events of care recipients are shown: their fragment and their sentence in the feed."""

from sqlalchemy.orm import Session

from carecircle.events.models import Event
from carecircle.web.language.translation import gettext as _
from carecircle.web.shared.event_view import Context, EventContext, EventView, Sentence
from carecircle.web.shared.people import the_recipient_view


def _recipient(session: Session, event: Event, role: str, zone: str) -> Context:
    return {"recipient": the_recipient_view(session, event.family_id, event.data["recipient"])}


def recipient_changed(it: EventContext) -> Sentence:
    name = it.data.get("recipient_name") or _("somebody")
    return Sentence("face", _("%(who)s changed what is known of %(name)s", who=it.who, name=name))


RECIPIENT_EVENTS = {"recipient:changed": EventView(recipient_changed, _recipient)}
