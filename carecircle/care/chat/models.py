"""Rows: channels, messages, their earlier texts, mentions, read positions, attachments."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from carecircle.db.base import Base, Id, family_key, new_id, one_of, text_length, unique_where
from carecircle.events.models import AUDIENCES

ABOUT = ("dose", "emergency", "shift", "recipient")
MOST = 4000


class Channel(Base):
    """A channel for everything, for a topic, or for one care recipient."""

    __tablename__ = "channel"
    __table_args__ = (
        UniqueConstraint("family_id", "id"),
        family_key("recipient_id", "recipient"),
        one_of("audience", AUDIENCES),
        text_length("name", 60, 1),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    family_id: Mapped[str] = mapped_column(Id, ForeignKey("family.id"), index=True)
    name: Mapped[str] = mapped_column(Text)
    recipient_id: Mapped[str | None] = mapped_column(Id)
    audience: Mapped[str] = mapped_column(String(10), default="family")
    created_at: Mapped[datetime]


class Message(Base):
    """client_key: the id that the sender's program gave it, so that a message sent again is the
    same one.

    about: the kind of thing it is linked to, with its id in about_id.
    """

    __tablename__ = "message"
    __table_args__ = (
        UniqueConstraint("family_id", "id"),
        family_key("channel_id", "channel"),
        family_key("author_id", "member"),
        unique_where(
            "uq_message_client_key", "author_id", "client_key", where="client_key IS NOT NULL"
        ),
        one_of("about", ABOUT),
        text_length("text", MOST, 1),
        text_length("client_key", 200, 1),
        Index("ix_message_family_id_channel_id_id", "family_id", "channel_id", "id"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    family_id: Mapped[str] = mapped_column(Id, ForeignKey("family.id"))
    channel_id: Mapped[str] = mapped_column(Id)
    author_id: Mapped[str] = mapped_column(Id)
    author_name: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    client_key: Mapped[str | None] = mapped_column(Text)
    about: Mapped[str | None] = mapped_column(String(12))
    about_id: Mapped[str | None] = mapped_column(Id)
    at: Mapped[datetime]
    edited_at: Mapped[datetime | None]


class EarlierText(Base):
    """The text of a message before an edit."""

    __tablename__ = "message_earlier"
    __table_args__ = (
        family_key("message_id", "message"),
        text_length("text", MOST, 1),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    family_id: Mapped[str] = mapped_column(Id)
    message_id: Mapped[str] = mapped_column(Id, index=True)
    text: Mapped[str] = mapped_column(Text)
    until: Mapped[datetime]


class Mention(Base):
    """A member mentioned in a message with an @."""

    __tablename__ = "message_mention"
    __table_args__ = (
        family_key("message_id", "message"),
        family_key("member_id", "member"),
    )

    message_id: Mapped[str] = mapped_column(Id, primary_key=True)
    member_id: Mapped[str] = mapped_column(Id, primary_key=True)
    family_id: Mapped[str] = mapped_column(Id)


class ChannelRead(Base):
    """How far a member has read a channel: up to this message."""

    __tablename__ = "channel_read"
    __table_args__ = (
        family_key("channel_id", "channel"),
        family_key("member_id", "member"),
        family_key("message_id", "message"),
    )

    channel_id: Mapped[str] = mapped_column(Id, primary_key=True)
    member_id: Mapped[str] = mapped_column(Id, primary_key=True)
    family_id: Mapped[str] = mapped_column(Id)
    message_id: Mapped[str] = mapped_column(Id)
    at: Mapped[datetime]


class Attachment(Base):
    """A photo or a file. content: None until it has been uploaded; a photo is re-encoded by us.

    message_id: the message it was sent with. width, height: of a photo.
    """

    __tablename__ = "attachment"
    __table_args__ = (
        UniqueConstraint("family_id", "id"),
        family_key("message_id", "message"),
        family_key("uploaded_by", "member"),
        text_length("name", 120, 1),
        text_length("content_type", 100, 1),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    family_id: Mapped[str] = mapped_column(Id, ForeignKey("family.id"))
    message_id: Mapped[str | None] = mapped_column(Id, index=True)
    uploaded_by: Mapped[str] = mapped_column(Id)
    name: Mapped[str] = mapped_column(Text)
    content_type: Mapped[str] = mapped_column(Text)
    size: Mapped[int]
    width: Mapped[int | None]
    height: Mapped[int | None]
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    at: Mapped[datetime]
