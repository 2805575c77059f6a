"""Channels and messages as programs read them."""

from typing import Any

from carecircle.care.chat.models import Channel, Message
from carecircle.events.envelope import instant
from carecircle.web.once import Outcome


def channel_resource(channel: Channel, unread: int = 0) -> dict[str, Any]:
    return {
        "id": channel.id,
        "name": channel.name,
        "recipient": channel.recipient_id,
        "audience": channel.audience,
        "unread": unread,
    }


def message_resource(message: Message, read_by: list[dict[str, str]]) -> dict[str, Any]:
    """read_by: the members who have read up to it, its author left out."""
    about = {"kind": message.about, "id": message.about_id} if message.about else None
    return {
        "id": message.id,
        "channel": message.channel_id,
        "by": {"id": message.author_id, "name": message.author_name},
        "text": message.text,
        "at": instant(message.at),
        "edited_at": instant(message.edited_at) if message.edited_at else None,
        "about": about,
        "read_by": read_by,
    }


def said(message: Message, is_new: bool) -> Outcome:
    """The answer to a message that was sent; it stands in its channel."""
    page = f"/families/{message.family_id}/channels/{message.channel_id}"
    location = f"{page}/messages/{message.id}"
    return Outcome(message_resource(message, []), location, page, 201 if is_new else 200)
