"""Emergencies, the answers to them, and who received and saw them."""

from datetime import datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from carecircle.care.emergencies import kinds
from carecircle.db.base import Base, Id, family_key, new_id, one_of, text_length, unique_where

_OPEN = "status <> 'resolved'"


class Emergency(Base):
    """At most one is open for a care recipient (or for the family as a whole), and one drill.

    receipts_due_at: when the batched receipts are emitted; None if there are none. round: how often
    it was raised, the first time included. level: the last step that was run. next_step_at: when
    the next step of the escalation is due. news_due_at: when it is raised again unless somebody
    reports. One of the two is set while it is open.
    """

    __tablename__ = "emergency"
    __table_args__ = (
        UniqueConstraint("family_id", "id"),
        family_key("recipient_id", "recipient"),
        unique_where(
            "uq_emergency_open",
            "family_id",
            "recipient_id",
            "is_drill",
            where=f"{_OPEN} AND recipient_id IS NOT NULL",
        ),
        unique_where(
            "uq_emergency_open_family",
            "family_id",
            "is_drill",
            where=f"{_OPEN} AND recipient_id IS NULL",
        ),
        unique_where("uq_emergency_press", "family_id", "press_key", where="press_key IS NOT NULL"),
        one_of("status", kinds.STATUSES),
        one_of("type", kinds.TYPES),
        one_of("severity", kinds.SEVERITIES),
        text_length("note", 4000),
        text_length("location", 200),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    family_id: Mapped[str] = mapped_column(Id, ForeignKey("family.id"))
    recipient_id: Mapped[str | None] = mapped_column(Id)
    status: Mapped[str] = mapped_column(String(12), default="raised")
    type: Mapped[str] = mapped_column(String(20), default="other")
    severity: Mapped[str] = mapped_column(String(10), default="high")
    note: Mapped[str | None] = mapped_column(Text)
    location: Mapped[str | None] = mapped_column(Text)
    is_drill: Mapped[bool] = mapped_column(default=False)
    raised_at: Mapped[datetime]
    raised_by: Mapped[str | None] = mapped_column(Id)
    raised_by_name: Mapped[str | None] = mapped_column(Text)
    acknowledged_at: Mapped[datetime | None]
    resolved_at: Mapped[datetime | None]
    resolved_by_name: Mapped[str | None] = mapped_column(Text)
    outcome: Mapped[str | None] = mapped_column(String(20))
    resolution_note: Mapped[str | None] = mapped_column(Text)
    receipts_due_at: Mapped[datetime | None] = mapped_column(index=True)
    receipts_told_at: Mapped[datetime | None]
    press_key: Mapped[str | None] = mapped_column(String(64))
    round: Mapped[int] = mapped_column(default=1)
    level: Mapped[int] = mapped_column(default=0)
    next_step_at: Mapped[datetime | None] = mapped_column(index=True)
    news_due_at: Mapped[datetime | None] = mapped_column(index=True)


class Answer(Base):
    """A member's answer. All are stored; the strongest of each member counts."""

    __tablename__ = "emergency_answer"
    __table_args__ = (
        family_key("emergency_id", "emergency"),
        family_key("member_id", "member"),
        one_of("answer", kinds.ANSWERS),
        CheckConstraint("minutes BETWEEN 0 AND 1440", name="minutes"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    family_id: Mapped[str] = mapped_column(Id)
    emergency_id: Mapped[str] = mapped_column(Id, index=True)
    member_id: Mapped[str] = mapped_column(Id)
    member_name: Mapped[str] = mapped_column(Text)
    answer: Mapped[str] = mapped_column(String(12))
    minutes: Mapped[int | None]
    at: Mapped[datetime]


class Receipt(Base):
    """A member's browser confirmed it (received), or a person touched it (seen).

    through: the session, token or device that confirms; empty if unknown.
    """

    __tablename__ = "emergency_receipt"
    __table_args__ = (
        family_key("emergency_id", "emergency"),
        family_key("member_id", "member"),
        one_of("kind", kinds.RECEIPTS),
    )

    family_id: Mapped[str] = mapped_column(Id)
    emergency_id: Mapped[str] = mapped_column(Id, primary_key=True)
    member_id: Mapped[str] = mapped_column(Id, primary_key=True)
    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    through: Mapped[str] = mapped_column(Id, primary_key=True, default="")
    at: Mapped[datetime]


class Sending(Base):
    """The alert was sent to a stream or socket of that session, token or device.

    member_id: its member; None for a device without one.
    """

    __tablename__ = "emergency_sending"
    __table_args__ = (
        family_key("emergency_id", "emergency"),
        family_key("member_id", "member"),
    )

    family_id: Mapped[str] = mapped_column(Id)
    emergency_id: Mapped[str] = mapped_column(Id, primary_key=True)
    through: Mapped[str] = mapped_column(Id, primary_key=True)
    member_id: Mapped[str | None] = mapped_column(Id)
    at: Mapped[datetime]
