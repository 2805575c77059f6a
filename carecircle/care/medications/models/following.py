"""Rows of what stands around giving: who prepares, what came of it, what went against a rule."""

from datetime import datetime

from sqlalchemy import CheckConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from carecircle.db.base import Base, Id, family_key, new_id, one_of, text_length

EFFECTS = ("worked", "partly", "no", "worse")
INCIDENTS = ("second_dose", "interval", "maximum", "no_witness", "stock_difference")


class EffectCheck(Base):
    """Whether a PRN helped: falls due some time after it, and is answered once."""

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


class Preparing(Base):
    """Who is preparing a dose, until when: a warning to the others, not a lock."""

    __tablename__ = "preparing"
    __table_args__ = (family_key("dose_id", "dose"), family_key("member_id", "member"))

    dose_id: Mapped[str] = mapped_column(Id, primary_key=True)
    family_id: Mapped[str] = mapped_column(Id)
    member_id: Mapped[str] = mapped_column(Id)
    member_name: Mapped[str] = mapped_column(Text)
    until: Mapped[datetime]


class Incident(Base):
    """What went against a rule and really happened. Another member reviews it.

    words: how it came about, as a person told it.
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
