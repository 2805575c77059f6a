"""Rows around a medication: the ledger of its stock, its tasks, absences of the care recipient."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from carecircle.db.base import Base, Id, family_key, new_id, one_of, text_length, unique_where

ENTRIES = ("booked_in", "given", "destroyed", "put_back", "counted")
TASKS = ("reorder", "contact", "review", "reconcile")
REMARKS = ("first_count", "undone")
REASONS = (
    *("refused_running", "time_critical_not_taken", "stock_out", "stock_low"),
    *("used_daily", "unused", "review_date"),
)
STATUSES = ("open", "claimed", "ordered", "collected", "done")
ASKED_OF_PEOPLE = ("contact", "review")
ABSENCES = ("hospital", "away")


class StockEntry(Base):
    """A line of the register: what came or went, and the balance after it, in thousandths.

    note: what a person says of it. remark: what the system does: the first count, or a record that
    its author undid at once.
    """

    __tablename__ = "stock_entry"
    __table_args__ = (
        UniqueConstraint("medication_id", "number"),
        family_key("medication_id", "medication"),
        one_of("kind", ENTRIES),
        CheckConstraint("number > 0", name="number"),
        one_of("remark", REMARKS),
        text_length("note", 500),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    family_id: Mapped[str] = mapped_column(Id)
    medication_id: Mapped[str] = mapped_column(Id)
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(String(12))
    change: Mapped[int] = mapped_column(BigInteger)
    balance: Mapped[int] = mapped_column(BigInteger)
    administration_id: Mapped[str | None] = mapped_column(Id)
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(Id)
    by_name: Mapped[str] = mapped_column(Text)
    witness_name: Mapped[str | None] = mapped_column(Text)
    remark: Mapped[str | None] = mapped_column(String(12))
    note: Mapped[str | None] = mapped_column(Text)


class Task(Base):
    """Something to do about a medication; one open task of a kind for each.

    reason: why it was opened. count: the refusals or days that the reason names. why: a reason in
    words, kept from earlier versions where no code says the same. outcome: what came of it, where
    somebody was to be asked.
    """

    __tablename__ = "medication_task"
    __table_args__ = (
        UniqueConstraint("family_id", "id"),
        family_key("medication_id", "medication"),
        unique_where("uq_task_open", "medication_id", "kind", where="done_at IS NULL"),
        one_of("kind", TASKS),
        one_of("status", STATUSES),
        one_of("reason", REASONS),
        text_length("why", 500, 1),
        text_length("outcome", 500),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    family_id: Mapped[str] = mapped_column(Id, index=True)
    recipient_id: Mapped[str] = mapped_column(Id)
    medication_id: Mapped[str] = mapped_column(Id)
    kind: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str | None] = mapped_column(String(24))
    count: Mapped[int | None]
    why: Mapped[str | None] = mapped_column(Text)
    status: Mapped[str] = mapped_column(String(10), default="open")
    outcome: Mapped[str | None] = mapped_column(Text)
    opened_at: Mapped[datetime]
    claimed_by: Mapped[str | None] = mapped_column(Id)
    claimed_by_name: Mapped[str | None] = mapped_column(Text)
    changed_at: Mapped[datetime]
    done_at: Mapped[datetime | None]


class Absence(Base):
    """In hospital or away. ends_at None: still so. Its doses point to it."""

    __tablename__ = "absence"
    __table_args__ = (
        UniqueConstraint("family_id", "id"),
        family_key("recipient_id", "recipient"),
        unique_where("uq_absence_open", "recipient_id", where="ends_at IS NULL"),
        one_of("kind", ABSENCES),
        text_length("note", 1000),
        Index("ix_absence_of_recipient", "recipient_id", "starts_at"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    family_id: Mapped[str] = mapped_column(Id)
    recipient_id: Mapped[str] = mapped_column(Id)
    kind: Mapped[str] = mapped_column(String(10))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]
    note: Mapped[str | None] = mapped_column(Text)
    begun_by: Mapped[str] = mapped_column(Id)
    begun_by_name: Mapped[str] = mapped_column(Text)
    ended_by_name: Mapped[str | None] = mapped_column(Text)
    reconciled_at: Mapped[datetime | None]
    reconciled_by_name: Mapped[str | None] = mapped_column(Text)
