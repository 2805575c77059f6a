"""Rows of doses and administrations."""

from datetime import date, datetime

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Date,
    Index,
    String,
    Text,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from carecircle.care.medications.outcomes import OUTCOMES
from carecircle.db.base import Base, Id, family_key, new_id, one_of, text_length, unique_where

_BLANK = text("told = 'not_recorded' AND reviewed_at IS NULL")


class Dose(Base):
    """One expected intake. Its key is medication, local day and wall-clock time.

    opens_at, late_at, closes_at: the window. told: the last state that was emitted; changes_at:
    when the jobs loop must check it again; None if it will not change by itself. offer_at: when a
    refused dose is offered again; tell_at: when it is emitted that nothing was recorded; each None
    once that was emitted. withdrawn_at: not due any more, because the medication was stopped or
    changed. absence_id: the hospital stay or outing that it falls into. reviewed_at, reviewed_by:
    when and by whom it was accepted that nothing is recorded; without a member if that was before
    reviews existed.
    """

    __tablename__ = "dose"
    __table_args__ = (
        UniqueConstraint("family_id", "id"),
        UniqueConstraint("medication_id", "local_on", "local_time"),
        family_key("recipient_id", "recipient"),
        family_key("medication_id", "medication"),
        family_key("regimen_id", "regimen"),
        one_of("told", ("upcoming", "due", "late", "not_recorded")),
        text_length("local_time", 5, 5),
        family_key("reviewed_by", "member"),
        Index("ix_dose_day", "family_id", "recipient_id", "local_on"),
        Index("ix_dose_window", "family_id", "closes_at"),
        Index("ix_dose_blank", "family_id", postgresql_where=_BLANK, sqlite_where=_BLANK),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    family_id: Mapped[str] = mapped_column(Id)
    recipient_id: Mapped[str] = mapped_column(Id)
    medication_id: Mapped[str] = mapped_column(Id)
    regimen_id: Mapped[str] = mapped_column(Id)
    local_on: Mapped[date] = mapped_column(Date)
    local_time: Mapped[str] = mapped_column(String(5))
    due_at: Mapped[datetime]
    opens_at: Mapped[datetime]
    late_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    told: Mapped[str] = mapped_column(String(12), default="upcoming")
    changes_at: Mapped[datetime | None] = mapped_column(index=True)
    offer_at: Mapped[datetime | None]
    tell_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    absence_id: Mapped[str | None] = mapped_column(Id, index=True)
    reviewed_at: Mapped[datetime | None]
    reviewed_by: Mapped[str | None] = mapped_column(Id)
    reviewed_by_name: Mapped[str | None] = mapped_column(Text)


class Administration(Base):
    """The record of what happened. Never changed: a correction voids it and adds another.

    closes: this record settles its dose (a refusal does not: the dose stays on offer). is_extra: a
    second dose that was really given beside the one that settles it: an incident. score: 0 to 10
    before a PRN; tried: what was tried before it. given_at: when it happened; recorded_at: when it
    was recorded. was_late: the two were far apart. undo_until: until then its author may undo it
    without a reason; is_undone: they did. is_from_paper: copied from a paper chart, which signed_by
    had signed. confirmed: the codes of the questions that were answered with yes; reason says why.
    had signed. site: where a patch or an injection went; old_patch: whether the old one was
    removed. observation_id: the glucose reading that was recorded with it.
    """

    __tablename__ = "administration"
    __table_args__ = (
        UniqueConstraint("family_id", "id"),
        family_key("recipient_id", "recipient"),
        family_key("medication_id", "medication"),
        family_key("dose_id", "dose"),
        family_key("recorded_by", "member"),
        unique_where(
            "uq_administration_one_live_per_dose", "dose_id", where="voided_at IS NULL AND closes"
        ),
        Index("ix_administration_of_medication", "medication_id", "given_at"),
        one_of("outcome", OUTCOMES),
        CheckConstraint("quantity >= 0", name="quantity"),
        text_length("reason", 500),
        text_length("signed_by", 80),
        text_length("note", 4000),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    family_id: Mapped[str] = mapped_column(Id)
    recipient_id: Mapped[str] = mapped_column(Id)
    medication_id: Mapped[str] = mapped_column(Id)
    dose_id: Mapped[str | None] = mapped_column(Id, index=True)
    outcome: Mapped[str] = mapped_column(String(20))
    closes: Mapped[bool] = mapped_column(default=True)
    quantity: Mapped[int]
    given_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str] = mapped_column(Id)
    recorded_by_name: Mapped[str] = mapped_column(Text)
    reason: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
    is_from_paper: Mapped[bool] = mapped_column(default=False, server_default=false())
    signed_by: Mapped[str | None] = mapped_column(Text)
    site: Mapped[str | None] = mapped_column(Text)
    old_patch: Mapped[str | None] = mapped_column(String(10))
    no_glucose_why: Mapped[str | None] = mapped_column(Text)
    observation_id: Mapped[str | None] = mapped_column(Id)
    score: Mapped[int | None]
    tried: Mapped[str | None] = mapped_column(Text)
    witness_id: Mapped[str | None] = mapped_column(Id)
    witness_name: Mapped[str | None] = mapped_column(Text)
    no_witness_why: Mapped[str | None] = mapped_column(Text)
    is_extra: Mapped[bool] = mapped_column(default=False)
    replaces_id: Mapped[str | None] = mapped_column(Id)
    was_late: Mapped[bool] = mapped_column(default=False, server_default=false())
    undo_until: Mapped[datetime | None]
    confirmed: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    voided_at: Mapped[datetime | None]
    voided_by: Mapped[str | None] = mapped_column(Id)
    voided_why: Mapped[str | None] = mapped_column(Text)
    is_undone: Mapped[bool] = mapped_column(default=False, server_default=false())


class Preparing(Base):
    """The member who is preparing a dose, and until when: a warning to the others, not a lock."""

    __tablename__ = "preparing"
    __table_args__ = (family_key("dose_id", "dose"), family_key("member_id", "member"))

    dose_id: Mapped[str] = mapped_column(Id, primary_key=True)
    family_id: Mapped[str] = mapped_column(Id)
    member_id: Mapped[str] = mapped_column(Id)
    member_name: Mapped[str] = mapped_column(Text)
    until: Mapped[datetime]
