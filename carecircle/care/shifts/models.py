"""Rows: shifts of the rota, and the handoffs between them."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from carecircle.care.shifts.rules import EMITTED_STATES, STATES
from carecircle.db.base import Base, Id, family_key, new_id, one_of, text_length


class Shift(Base):
    """Planned cover. member_id: its carer; None if it is open. started_at: checked in.

    is_offered: its carer offers it to others. changes_at: when the clock must check it (nobody has
    checked in); None if it need not. told: the last event of the clock.
    """

    __tablename__ = "shift"
    __table_args__ = (
        UniqueConstraint("family_id", "id"),
        family_key("member_id", "member"),
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        one_of("told", EMITTED_STATES),
        text_length("note", 200),
        text_length("ended_why", 1000),
        Index("ix_shift_family_id_starts_at", "family_id", "starts_at"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    family_id: Mapped[str] = mapped_column(Id, ForeignKey("family.id"))
    member_id: Mapped[str | None] = mapped_column(Id)
    series_id: Mapped[str | None] = mapped_column(Id)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    note: Mapped[str | None] = mapped_column(Text)
    is_offered: Mapped[bool] = mapped_column(default=False)
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_why: Mapped[str | None] = mapped_column(Text)
    cancelled_at: Mapped[datetime | None]
    changes_at: Mapped[datetime | None] = mapped_column(index=True)
    told: Mapped[str] = mapped_column(String(10), default="nothing")
    created_at: Mapped[datetime]

    @property
    def is_on_duty(self) -> bool:
        return self.started_at is not None and self.ended_at is None


class Handoff(Base):
    """I-PASS from one carer to the next. facts: what the log said when it was written, as
    facts.as_json returns it.

    changes_at: when the reminder that nobody has accepted it is due.
    """

    __tablename__ = "handoff"
    __table_args__ = (
        UniqueConstraint("family_id", "id"),
        family_key("shift_id", "shift"),
        family_key("recipient_id", "recipient"),
        family_key("from_id", "member"),
        family_key("to_id", "member"),
        family_key("accepted_by", "member"),
        one_of("illness", STATES),
        one_of("told", EMITTED_STATES),
        *(text_length(name, 4000) for name in ("summary", "actions", "contingencies", "read_back")),
        text_length("belongings", 1000),
        Index("ix_handoff_family_id_written_at", "family_id", "written_at"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    family_id: Mapped[str] = mapped_column(Id, ForeignKey("family.id"))
    shift_id: Mapped[str] = mapped_column(Id)
    recipient_id: Mapped[str | None] = mapped_column(Id)
    from_id: Mapped[str] = mapped_column(Id)
    from_name: Mapped[str] = mapped_column(Text)
    to_id: Mapped[str | None] = mapped_column(Id)
    illness: Mapped[str] = mapped_column(String(10))
    facts: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    summary: Mapped[str | None] = mapped_column(Text)
    actions: Mapped[str | None] = mapped_column(Text)
    contingencies: Mapped[str | None] = mapped_column(Text)
    belongings: Mapped[str | None] = mapped_column(Text)
    written_at: Mapped[datetime]
    read_back: Mapped[str | None] = mapped_column(Text)
    received: Mapped[list[str] | None] = mapped_column(JSON)
    accepted_at: Mapped[datetime | None]
    accepted_by: Mapped[str | None] = mapped_column(Id)
    accepted_by_name: Mapped[str | None] = mapped_column(Text)
    changes_at: Mapped[datetime | None] = mapped_column(index=True)
    told: Mapped[str] = mapped_column(String(10), default="nothing")


class CalendarFeed(Base):
    """The address at which a member's calendar fetches their shifts; only its hash is stored."""

    __tablename__ = "calendar_feed"
    __table_args__ = (
        UniqueConstraint("family_id", "id"),
        family_key("member_id", "member"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    family_id: Mapped[str] = mapped_column(Id, ForeignKey("family.id"))
    member_id: Mapped[str] = mapped_column(Id, index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
