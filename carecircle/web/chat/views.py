"""The views that chat templates render. A message looks the same to everybody who may read it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from carecircle.care.chat import queries
from carecircle.care.chat.models import Attachment, Channel, Message
from carecircle.care.families.queries import present_members
from carecircle.care.recipients.queries import recipients_of
from carecircle.web.chat.about import about_views
from carecircle.web.chat.resources import channel_resource
from carecircle.web.language import times
from carecircle.web.language.translation import gettext as _
from carecircle.web.shared.people import initials_of


@dataclass(frozen=True)
class MessageView:
    """cut: the day that starts with this message, in words. seen: who has read it, in words."""

    id: str
    url: str
    channel: str
    author: str
    author_id: str
    initials: str
    text: str
    at: datetime
    time: str
    on: str
    day: str
    is_edited: bool
    about: dict[str, str] | None
    seen: str
    files: list[dict[str, Any]]


def channel_views(
    session: Session, family_id: str, channels: Iterable[Channel], unread: dict[str, int]
) -> list[dict[str, Any]]:
    """Returns the JSON resources with `of`: the name of the person a channel is about."""
    names = {recipient.id: recipient.name for recipient in recipients_of(session, family_id)}
    return [
        channel_resource(channel, unread.get(channel.id, 0))
        | {"of": names.get(channel.recipient_id or "")}
        for channel in channels
    ]


def message_views(session: Session, found: Iterable[Message], zone: str) -> list[MessageView]:
    """Returns views in the order given; all messages must be of one channel."""
    messages = list(found)
    if not messages:
        return []
    family_id, channel_id = messages[0].family_id, messages[0].channel_id
    initials = initials_of(session, family_id)
    readers = readers_of(session, family_id, channel_id)
    files = queries.attachments_of(session, [message.id for message in messages])
    about = about_views(session, family_id, [_named(one) for one in messages if one.about], zone)
    return [
        _view(
            message,
            initials,
            readers,
            zone,
            about=about.get(_named(message)),
            files=[_file(one) for one in files.get(message.id, [])],
        )
        for message in messages
    ]


def readers_of(session: Session, family_id: str, channel_id: str) -> dict[str, tuple[str, str]]:
    """Returns name and last message read, by member."""
    positions = queries.read_positions(session, channel_id)
    return {
        member.id: (member.name, positions[member.id])
        for member in present_members(session, family_id)
        if member.id in positions
    }


def read_by(message: Message, readers: dict[str, tuple[str, str]]) -> list[dict[str, str]]:
    return [
        {"id": member_id, "name": name}
        for member_id, (name, up_to) in readers.items()
        if up_to >= message.id and member_id != message.author_id
    ]


def _view(
    message: Message,
    initials: dict[str, str],
    readers: dict[str, tuple[str, str]],
    zone: str,
    **more: Any,
) -> MessageView:
    at = times.local(message.at, zone)
    return MessageView(
        id=message.id,
        url=f"/families/{message.family_id}/channels/{message.channel_id}/messages/{message.id}",
        channel=message.channel_id,
        author=message.author_name,
        author_id=message.author_id,
        initials=initials.get(message.author_id, "?"),
        text=message.text,
        at=at,
        time=times.hhmm(message.at, zone),
        on=at.date().isoformat(),
        day=times.day_words(at.date(), times.today(zone)),
        is_edited=message.edited_at is not None,
        seen=_seen_words(read_by(message, readers)),
        **more,
    )


def _file(one: Attachment) -> dict[str, Any]:
    here = f"/families/{one.family_id}/attachments/{one.id}"
    return {"url": here, "name": one.name, "width": one.width, "height": one.height}


def _named(message: Message) -> tuple[str, str]:
    return message.about or "", message.about_id or ""


def _seen_words(readers: list[dict[str, Any]]) -> str:
    names = ", ".join(one["name"].split()[0] for one in readers)
    return _("Read by %(names)s", names=names) if names else ""
