"""How events of channels and messages are shown."""

from sqlalchemy.orm import Session

from carecircle.care.chat.queries import the_channel, the_message
from carecircle.events.models import Event
from carecircle.web.chat.views import channel_views, message_views
from carecircle.web.language.translation import gettext as _
from carecircle.web.shared.event_view import Context, EventContext, EventView, Sentence


def _message(session: Session, event: Event, role: str, zone: str) -> Context:
    message = the_message(session, event.family_id, event.data["message"], role)
    return {"message": message_views(session, [message], zone)[0]}


def _channel(session: Session, event: Event, role: str, zone: str) -> Context:
    channel = the_channel(session, event.family_id, event.data["channel"], role)
    return {"channel": channel_views(session, event.family_id, [channel], {})[0]}


def message_sentence(it: EventContext) -> Sentence:
    """Returns the message as its author wrote it; an edit is an event of its own."""
    channel = it.data.get("channel_name") or ""
    return Sentence(
        "chat", _("%(who)s in %(channel)s", who=it.who, channel=channel), it.data["text"]
    )


CHAT_EVENTS = {
    "channel:opened": EventView(gather=_channel),
    "message": EventView(message_sentence, _message, page="/channels/{channel}"),
    "message:edited": EventView(gather=_message, page="/channels/{channel}"),
}
