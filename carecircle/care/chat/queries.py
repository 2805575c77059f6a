"""Reads: channels, their messages, read positions."""

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session, undefer

from carecircle.care.chat import rules
from carecircle.care.chat.models import Attachment, Channel, ChannelRead, Message
from carecircle.care.errors import NotFound
from carecircle.events.audience import SEEN_BY, may_see


def audiences_of(role: str) -> list[str]:
    return [audience for audience, roles in SEEN_BY.items() if role in roles]


def channels_of(session: Session, family_id: str, role: str) -> list[Channel]:
    """Returns the channels that a role may read, the oldest first."""
    rows = select(Channel).where(
        Channel.family_id == family_id, Channel.audience.in_(audiences_of(role))
    )
    return list(session.scalars(rows.order_by(Channel.id)))


def the_channel(session: Session, family_id: str, channel_id: str | None, role: str) -> Channel:
    """Returns the channel. Raises NotFound, also if the role may not read it."""
    rows = select(Channel).where(Channel.family_id == family_id, Channel.id == channel_id)
    channel = session.scalar(rows)
    if channel is None or not may_see(channel.audience, role):
        raise NotFound()
    return channel


def latest_messages(
    session: Session,
    family_id: str,
    channel_id: str,
    limit: int,
    before: str | None = None,
    words: str | None = None,
) -> list[Message]:
    """Returns messages, newest first. words: only those that contain them."""
    rows = select(Message).where(Message.family_id == family_id, Message.channel_id == channel_id)
    if before:
        rows = rows.where(Message.id < before)
    if words:
        rows = rows.where(Message.text.ilike(rules.pattern(words), escape="\\"))
    return list(session.scalars(rows.order_by(Message.id.desc()).limit(limit)))


def the_message(session: Session, family_id: str, message_id: str, role: str) -> Message:
    """Returns the message. Raises NotFound, also if the role may not read its channel."""
    rows = select(Message).where(Message.family_id == family_id, Message.id == message_id)
    message = session.scalar(rows)
    if message is None:
        raise NotFound()
    the_channel(session, family_id, message.channel_id, role)
    return message


def read_positions(session: Session, channel_id: str) -> dict[str, str]:
    """Returns the last message that each member has read, by member."""
    rows = select(ChannelRead.member_id, ChannelRead.message_id).where(
        ChannelRead.channel_id == channel_id
    )
    return {row.member_id: row.message_id for row in session.execute(rows)}


def unread_counts(
    session: Session, family_id: str, member_id: str, channels: Iterable[Channel]
) -> dict[str, int]:
    """Returns the number of unread messages of others, by channel; one query."""
    ids = [channel.id for channel in channels]
    own_position = (ChannelRead.channel_id == Message.channel_id) & (
        ChannelRead.member_id == member_id
    )
    rows = (
        select(Message.channel_id, func.count())
        .outerjoin(ChannelRead, own_position)
        .where(Message.family_id == family_id, Message.channel_id.in_(ids))
        .where(Message.author_id != member_id)
        .where(ChannelRead.message_id.is_(None) | (Message.id > ChannelRead.message_id))
        .group_by(Message.channel_id)
    )
    return {row[0]: row[1] for row in session.execute(rows)}


def unread_total(session: Session, family_id: str, member_id: str, role: str) -> int:
    """Returns the number of unread messages in all channels that a role may read; one query, for
    every page."""
    own_position = (ChannelRead.channel_id == Message.channel_id) & (
        ChannelRead.member_id == member_id
    )
    rows = (
        select(func.count())
        .select_from(Message)
        .join(Channel, Channel.id == Message.channel_id)
        .outerjoin(ChannelRead, own_position)
        .where(Message.family_id == family_id, Channel.audience.in_(audiences_of(role)))
        .where(Message.author_id != member_id)
        .where(ChannelRead.message_id.is_(None) | (Message.id > ChannelRead.message_id))
    )
    return session.scalar(rows) or 0


def the_attachment(
    session: Session, family_id: str, attachment_id: str, member_id: str, role: str
) -> Attachment:
    """Returns the attachment. Raises NotFound: for other members until it is sent, and if the role
    may not read its channel."""
    rows = select(Attachment).where(
        Attachment.family_id == family_id, Attachment.id == attachment_id
    )
    found = session.scalar(rows.options(undefer(Attachment.content)))
    if found is None:
        raise NotFound()
    if found.message_id is not None:
        the_message(session, family_id, found.message_id, role)
    elif found.uploaded_by != member_id:
        raise NotFound()
    return found


def attachments_of(session: Session, message_ids: Iterable[str]) -> dict[str, list[Attachment]]:
    """Returns the attachments by message, without their contents."""
    rows = select(Attachment).where(Attachment.message_id.in_(list(message_ids)))
    found: dict[str, list[Attachment]] = {}
    for one in session.scalars(rows.order_by(Attachment.id)):
        found.setdefault(one.message_id or "", []).append(one)
    return found
