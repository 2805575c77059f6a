"""Rows: contact points, push subscriptions, reports of browsers, the outbox."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from carecircle.care.outreach.failures import FAILURES
from carecircle.care.outreach.rules import CHANNELS, KINDS, STATES
from carecircle.db.base import Base, Id, family_key, new_id, one_of, text_length, unique_where


class ContactPoint(Base):
    """An address of a member, or of somebody outside the family. Used once it is verified.

    member_id None: somebody outside. code_hash: of the code sent there to verify it.
    """

    __tablename__ = "contact_point"
    __table_args__ = (
        family_key("member_id", "member"),
        one_of("channel", CHANNELS),
        text_length("name", 80, 1),
        text_length("address", 500, 3),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    family_id: Mapped[str] = mapped_column(Id, ForeignKey("family.id"), index=True)
    member_id: Mapped[str | None] = mapped_column(Id)
    name: Mapped[str] = mapped_column(Text)
    channel: Mapped[str] = mapped_column(String(10))
    address: Mapped[str] = mapped_column(Text)
    code_hash: Mapped[str | None] = mapped_column(String(64))
    code_tries: Mapped[int] = mapped_column(default=0)
    verified_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    created_at: Mapped[datetime]


class PushSubscription(Base):
    """A member's browser that receives pushes, at an address of the push service."""

    __tablename__ = "push_subscription"
    __table_args__ = (
        family_key("member_id", "member"),
        UniqueConstraint("member_id", "endpoint"),
        text_length("endpoint", 1000, 9),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    family_id: Mapped[str] = mapped_column(Id, index=True)
    member_id: Mapped[str] = mapped_column(Id)
    endpoint: Mapped[str] = mapped_column(Text)
    p256dh: Mapped[str] = mapped_column(String(120))
    auth: Mapped[str] = mapped_column(String(40))
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class ScreenReport(Base):
    """The last report of a browser: whether it may play sounds without being touched first.

    through: the session or token of the browser.
    """

    __tablename__ = "screen_report"
    __table_args__ = (family_key("member_id", "member"),)

    family_id: Mapped[str] = mapped_column(Id, index=True)
    member_id: Mapped[str] = mapped_column(Id, primary_key=True)
    through: Mapped[str] = mapped_column(Id, primary_key=True)
    has_sound: Mapped[bool]
    at: Mapped[datetime]


class OutboxMessage(Base):
    """A message to be sent outside. Kept until it is sent, failed, or no longer needed.

    emergency_id, round, is_drill: of the emergency that an alert or its news is about. step_id: the
    step of the escalation that queued an alert, so that no step queues one twice. warning_id: the
    warning that it is about, with its round. title, body: as sent, in the recipient's language.
    due_at: the next attempt. error: the code of the last failure; error_detail: a status or the
    name of an exception.
    """

    __tablename__ = "outbox_message"
    __table_args__ = (
        UniqueConstraint("step_id", "channel", "address"),
        unique_where(
            "uq_outbox_message_news",
            *("emergency_id", "kind", "round", "channel", "address"),
            where="step_id IS NULL",
        ),
        unique_where(
            "uq_outbox_message_warning",
            *("warning_id", "round", "channel", "address"),
            where="warning_id IS NOT NULL",
        ),
        family_key("warning_id", "medication_warning"),
        family_key("emergency_id", "emergency"),
        family_key("step_id", "emergency_step"),
        one_of("kind", KINDS),
        one_of("error", FAILURES),
        text_length("error_detail", 300),
        one_of("channel", CHANNELS),
        one_of("state", STATES),
        Index("ix_outbox_message_state_channel_due_at", "state", "channel", "due_at"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    family_id: Mapped[str] = mapped_column(Id, ForeignKey("family.id"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    is_drill: Mapped[bool] = mapped_column(default=False, server_default=false())
    emergency_id: Mapped[str | None] = mapped_column(Id, index=True)
    step_id: Mapped[str | None] = mapped_column(Id)
    warning_id: Mapped[str | None] = mapped_column(Id)
    round: Mapped[int | None]
    channel: Mapped[str] = mapped_column(String(10))
    address: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    path: Mapped[str] = mapped_column(Text, default="/")
    state: Mapped[str] = mapped_column(String(10), default="waiting")
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime]
    error: Mapped[str | None] = mapped_column(String(24))
    error_detail: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
