"""Rows: medications, regimens, doses, administrations.

Quantities are whole thousandths of the unit: SQLite keeps NUMERIC as floating point.
"""

from datetime import date, datetime

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Date,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from carecircle.care.medications.outcomes import OUTCOMES
from carecircle.db.base import Base, Id, family_key, new_id, one_of, text_length, unique_where


class Medication(Base):
    """What is taken. lead, late and window: minutes around due_at (rule 5 of the care rules).

    is_prn: as needed; without a due time. stopped_at: stopped, never removed.
    planned_on: the last local day for which its doses exist; None for PRN.
    """

    __tablename__ = "medication"
    __table_args__ = (
        UniqueConstraint("family_id", "id"),
        family_key("recipient_id", "recipient"),
        text_length("name", 120, 1),
        CheckConstraint("lead_min >= 0 AND late_min > 0 AND window_min >= late_min", name="window"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    family_id: Mapped[str] = mapped_column(Id, index=True)
    recipient_id: Mapped[str] = mapped_column(Id)
    name: Mapped[str] = mapped_column(Text)
    strength: Mapped[str | None] = mapped_column(Text)
    form: Mapped[str] = mapped_column(Text, default="tablet")
    route: Mapped[str] = mapped_column(Text, default="by mouth")
    instructions: Mapped[str | None] = mapped_column(Text)
    indication: Mapped[str | None] = mapped_column(Text)
    is_prn: Mapped[bool] = mapped_column(default=False)
    is_time_critical: Mapped[bool] = mapped_column(default=False)
    lead_min: Mapped[int] = mapped_column(default=30)
    late_min: Mapped[int] = mapped_column(default=60)
    window_min: Mapped[int] = mapped_column(default=120)
    planned_on: Mapped[date | None] = mapped_column(Date, index=True)
    created_at: Mapped[datetime]
    stopped_at: Mapped[datetime | None]
    stopped_why: Mapped[str | None] = mapped_column(Text)


class Ingredient(Base):
    """An active ingredient of a medication. amount: micrograms in one unit of the form."""

    __tablename__ = "ingredient"
    __table_args__ = (
        UniqueConstraint("family_id", "medication_id", "name"),
        family_key("medication_id", "medication"),
        text_length("name", 80, 1),
        CheckConstraint("amount >= 0", name="amount"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    family_id: Mapped[str] = mapped_column(Id)
    medication_id: Mapped[str] = mapped_column(Id)
    name: Mapped[str] = mapped_column(Text, index=True)
    amount: Mapped[int] = mapped_column(default=0)


class Regimen(Base):
    """How much and when, from a day to a day. A change closes this row and opens another.

    times: ["08:00", "20:00"] on the recipient's wall clock; empty for PRN.
    min_interval_min, max_per_day: least minutes between two, most thousandths in 24 rolling hours.
    """

    __tablename__ = "regimen"
    __table_args__ = (
        UniqueConstraint("family_id", "id"),
        family_key("medication_id", "medication"),
        CheckConstraint("quantity > 0", name="quantity"),
        text_length("unit", 40, 1),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    family_id: Mapped[str] = mapped_column(Id)
    medication_id: Mapped[str] = mapped_column(Id, index=True)
    quantity: Mapped[int]
    unit: Mapped[str] = mapped_column(Text)
    times: Mapped[list[str]] = mapped_column(JSON, default=list)
    min_interval_min: Mapped[int | None]
    max_per_day: Mapped[int | None]
    starts_on: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date | None] = mapped_column(Date)
    created_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class Dose(Base):
    """One expected intake. Its key is medication, local day and wall-clock time.

    opens_at, late_at, closes_at frame the window. told: the last state that the family was told;
    changes_at: when the jobs loop must look again; None once nothing more will change by itself.
    withdrawn_at: not asked for any more, since the medication was stopped.
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
        Index("ix_dose_day", "family_id", "recipient_id", "local_on"),
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
    withdrawn_at: Mapped[datetime | None]


class Administration(Base):
    """The record of what happened. Never changed: a correction voids it and adds another.

    closes: this record settles its dose (a refusal does not: the dose stays on offer).
    given_at: when it happened; recorded_at: when it was written down.
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
    replaces_id: Mapped[str | None] = mapped_column(Id)
    voided_at: Mapped[datetime | None]
    voided_by: Mapped[str | None] = mapped_column(Id)
    voided_why: Mapped[str | None] = mapped_column(Text)
