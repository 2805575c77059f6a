"""Rows of regimens, and who has seen a change of one.

Quantities are whole thousandths of the unit: SQLite stores NUMERIC as floating point.
"""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, Date, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from carecircle.care.medications.amounts import Step
from carecircle.db.base import Base, Id, family_key, new_id, text_length


class Regimen(Base):
    """How much and when, from a day to a day. A change closes this row and opens another.

    In force is the oldest that is not closed: a future change is stored beside it, and closed_at of
    the one before it is midnight of its first day. takes_effect_at: the same instant on the new
    row, until the event that it is in force is emitted; still set on a closed row: it never was in
    force.

    quantity_most: the upper end if the dose may vary. times: ["08:00", "20:00"] in the recipient's
    time zone; empty for PRN and if every_hours gives the interval between doses. weekdays: bits,
    Monday 1 to Sunday 64; None: all. every_days: 2 is every other day, counted from anchor_on,
    which a change keeps; None: starts_on.
    days_on, days_off: such as 21 and 7, counted as every_days is. month_days: days of the month, 31
    for the last one, in each month or every_months. by_weekday, steps: different amounts, as the
    module amounts has them; quantity is then the largest. doses: it ends when so many were taken
    since counted_from, which a change keeps.
    supersedes_id: the regimen that this one replaced; why: the reason. min_interval_min,
    max_per_day: minimum minutes between two, maximum thousandths in 24 rolling hours.
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
    anchor_on: Mapped[date | None] = mapped_column(Date)
    quantity_most: Mapped[int | None]
    weekdays: Mapped[int | None]
    every_days: Mapped[int | None]
    every_hours: Mapped[int | None]
    days_on: Mapped[int | None]
    days_off: Mapped[int | None]
    month_days: Mapped[list[int] | None] = mapped_column(JSON(none_as_null=True))
    every_months: Mapped[int | None]
    by_weekday: Mapped[list[int] | None] = mapped_column(JSON(none_as_null=True))
    steps: Mapped[list[Step] | None] = mapped_column(JSON(none_as_null=True))
    doses: Mapped[int | None]
    counted_from: Mapped[datetime | None]
    supersedes_id: Mapped[str | None] = mapped_column(Id)
    why: Mapped[str | None] = mapped_column(Text)
    written_by: Mapped[str | None] = mapped_column(Id)
    written_by_name: Mapped[str | None] = mapped_column(Text)
    confirmed_by: Mapped[str | None] = mapped_column(Id)
    confirmed_by_name: Mapped[str | None] = mapped_column(Text)
    confirmed_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    takes_effect_at: Mapped[datetime | None] = mapped_column(index=True)
    closed_at: Mapped[datetime | None]


class RegimenSeen(Base):
    """A member who has seen a changed regimen, and when."""

    __tablename__ = "regimen_seen"
    __table_args__ = (
        UniqueConstraint("regimen_id", "member_id"),
        family_key("regimen_id", "regimen"),
        family_key("member_id", "member"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    family_id: Mapped[str] = mapped_column(Id)
    regimen_id: Mapped[str] = mapped_column(Id)
    member_id: Mapped[str] = mapped_column(Id)
    member_name: Mapped[str] = mapped_column(Text)
    seen_at: Mapped[datetime]
