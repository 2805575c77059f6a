"""The JSON resources of channels and messages."""

from collections.abc import Iterable
from typing import Any

from carecircle.care.chat.models import Attachment, Channel, Message
from carecircle.events.envelope import instant
from carecircle.web.http.idempotent_writes import WriteResult


def channel_resource(channel: Channel, unread: int = 0) -> dict[str, Any]:
    return {
        "id": channel.id,
        "name": channel.name,
        "recipient": channel.recipient_id,
        "audience": channel.audience,
        "unread": unread,
    }


def attachment_resource(one: Attachment) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "content_type": one.content_type,
        "size": one.size,
        "width": one.width,
        "height": one.height,
        "url": f"/families/{one.family_id}/attachments/{one.id}",
    }


def message_resource(
    message: Message, read_by: list[dict[str, str]], files: Iterable[Attachment]
) -> dict[str, Any]:
    """read_by: who has read it, apart from its author. files: its attachments."""
    about = {"kind": message.about, "id": message.about_id} if message.about else None
    return {
        "id": message.id,
        "channel": message.channel_id,
        "by": {"id": message.author_id, "name": message.author_name},
        "text": message.text,
        "at": instant(message.at),
        "edited_at": instant(message.edited_at) if message.edited_at else None,
        "about": about,
        "attachments": [attachment_resource(one) for one in files],
        "read_by": read_by,
    }


def message_outcome(
    message: Message, is_new: bool, files: Iterable[Attachment] = ()
) -> WriteResult:
    """Returns the outcome of sending a message; a plain form leads to its place in the channel."""
    page = f"/families/{message.family_id}/channels/{message.channel_id}"
    location = f"{page}/messages/{message.id}"
    shown = f"{page}#message-{message.id}"
    return WriteResult(
        message_resource(message, [], files), location, shown, 201 if is_new else 200
    )
