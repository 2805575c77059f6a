"""Rows of the follow-ups: effect checks, incidents, tasks."""

from datetime import datetime

from sqlalchemy import CheckConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from carecircle.db.base import Base, Id, family_key, new_id, one_of, text_length, unique_where

EFFECTS = ("worked", "partly", "no", "worse")
INCIDENTS = (
    *("second_dose", "interval", "maximum", "no_witness", "stock_difference"),
    *("after_change", "amount", "too_close", "allergy"),
)


class EffectCheck(Base):
    """Whether a PRN helped: due some time after it, and answered once."""

    __tablename__ = "effect_check"
    __table_args__ = (
        UniqueConstraint("family_id", "id"),
        UniqueConstraint("administration_id"),
        family_key("administration_id", "administration"),
        one_of("effect", EFFECTS),
        CheckConstraint("score BETWEEN 0 AND 10", name="score"),
        text_length("note", 1000),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    family_id: Mapped[str] = mapped_column(Id)
    recipient_id: Mapped[str] = mapped_column(Id)
    medication_id: Mapped[str] = mapped_column(Id)
    administration_id: Mapped[str] = mapped_column(Id)
    due_at: Mapped[datetime]
    changes_at: Mapped[datetime | None] = mapped_column(index=True)
    effect: Mapped[str | None] = mapped_column(String(10))
    score: Mapped[int | None]
    note: Mapped[str | None] = mapped_column(Text)
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[str | None] = mapped_column(Id)
    answered_by_name: Mapped[str | None] = mapped_column(Text)


class Incident(Base):
    """A rule was really broken. Another member reviews it.

    words: how it happened, in a person's words.
    """

    __tablename__ = "incident"
    __table_args__ = (
        UniqueConstraint("family_id", "id"),
        family_key("medication_id", "medication"),
        one_of("kind", INCIDENTS),
        text_length("words", 1000, 1),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    family_id: Mapped[str] = mapped_column(Id, index=True)
    recipient_id: Mapped[str] = mapped_column(Id)
    medication_id: Mapped[str] = mapped_column(Id)
    administration_id: Mapped[str | None] = mapped_column(Id)
    kind: Mapped[str] = mapped_column(String(20))
    words: Mapped[str | None] = mapped_column(Text)
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(Id)
    by_name: Mapped[str] = mapped_column(Text)
    reviewed_at: Mapped[datetime | None]
    reviewed_by: Mapped[str | None] = mapped_column(Id)
    reviewed_by_name: Mapped[str | None] = mapped_column(Text)
    review: Mapped[str | None] = mapped_column(Text)


TASKS = ("reorder", "contact", "review", "reconcile", "count")


REASONS = (
    *("refused_running", "time_critical_not_taken", "stock_out", "stock_low"),
    *("used_daily", "unused", "review_date", "count_due"),
)


STATUSES = ("open", "claimed", "ordered", "collected", "done")


KINDS_WITH_OUTCOME = ("contact", "review")


class Task(Base):
    """A task about a medication; at most one open task of a kind for each.

    reason: why it was opened. count: the number of refusals or days in the reason. why: a reason in
    words, from earlier versions that had no code for it. outcome: the answer, if somebody was to be
    asked.
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
