"""Rows of prescriptions: medications, their ingredients, their photos.

Quantities are whole thousandths of the unit: SQLite stores NUMERIC as floating point.
"""

from datetime import date, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Date,
    Text,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column

from carecircle.care.photos import Photo
from carecircle.db.base import Base, Id, family_key, new_id, text_length


class Medication(Base):
    """A medication. Its thresholds, such as when it is late, are stored with those of the family.

    route: how it is taken, one of routes.ROUTES or a person's words; None: not said. is_covert: it
    is given without the person's knowledge, to which covert_agreed_by agreed. sites: where it goes,
    in turn. removes_old: an old patch comes off first. asks_glucose: a reading is recorded with it.
    is_prn: as needed; without a due time. stopped_at: stopped, never deleted. planned_on: the last
    local day for which its doses exist; None for PRN. tried_first to review_on: required for a PRN,
    with its indication and limits, before it may be activated (rule 12). stock: thousandths in
    stock; None: not counted. count_due_at: when a controlled one is to be counted next; None until
    the count that is asked for. looked_on, pattern_told: when the use of a PRN was last checked,
    and the result (rule 14). photo_at: when its photo was added; None without one. confirmed: the
    codes of the questions that were answered with yes when it was added; confirmed_why: the reason.
    """

    __tablename__ = "medication"
    __table_args__ = (
        UniqueConstraint("family_id", "id"),
        family_key("recipient_id", "recipient"),
        text_length("name", 120, 1),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    family_id: Mapped[str] = mapped_column(Id, index=True)
    recipient_id: Mapped[str] = mapped_column(Id)
    name: Mapped[str] = mapped_column(Text)
    strength: Mapped[str | None] = mapped_column(Text)
    form: Mapped[str] = mapped_column(Text, default="tablet")
    route: Mapped[str | None] = mapped_column(Text)
    instructions: Mapped[str | None] = mapped_column(Text)
    indication: Mapped[str | None] = mapped_column(Text)
    is_prn: Mapped[bool] = mapped_column(default=False)
    is_time_critical: Mapped[bool] = mapped_column(default=False)
    planned_on: Mapped[date | None] = mapped_column(Date, index=True)
    needs_witness: Mapped[bool] = mapped_column(default=False)
    is_controlled: Mapped[bool] = mapped_column(default=False)
    is_covert: Mapped[bool] = mapped_column(default=False, server_default=false())
    covert_agreed_by: Mapped[str | None] = mapped_column(Text)
    covert_review_on: Mapped[date | None] = mapped_column(Date)
    sites: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    removes_old: Mapped[bool] = mapped_column(default=False, server_default=false())
    asks_glucose: Mapped[bool] = mapped_column(default=False, server_default=false())
    prescriber: Mapped[str | None] = mapped_column(Text)
    pharmacy: Mapped[str | None] = mapped_column(Text)
    review_on: Mapped[date | None] = mapped_column(Date)
    tried_first: Mapped[str | None] = mapped_column(Text)
    expected_effect: Mapped[str | None] = mapped_column(Text)
    call_when: Mapped[str | None] = mapped_column(Text)
    activated_at: Mapped[datetime | None]
    looked_on: Mapped[date | None] = mapped_column(Date)
    pattern_told: Mapped[str | None] = mapped_column(Text)
    photo_at: Mapped[datetime | None]
    stock: Mapped[int | None] = mapped_column(BigInteger)
    refill_level: Mapped[int | None] = mapped_column(BigInteger)
    stock_told: Mapped[str | None] = mapped_column(Text)
    count_due_at: Mapped[datetime | None] = mapped_column(index=True)
    created_at: Mapped[datetime]
    stopped_at: Mapped[datetime | None]
    stopped_why: Mapped[str | None] = mapped_column(Text)
    stopped_by_name: Mapped[str | None] = mapped_column(Text)
    confirmed: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    confirmed_why: Mapped[str | None] = mapped_column(Text)

    @property
    def is_witnessed(self) -> bool:
        """Returns whether a second person signs: a controlled medication always has one."""
        return self.needs_witness or self.is_controlled


class Ingredient(Base):
    """An active ingredient of a medication. amount: micrograms in one unit of the form. ended_at:
    when a correction took it off the label; its row stays."""

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
    ended_at: Mapped[datetime | None]


class MedicationPhoto(Photo, Base):
    """A photo of the medication."""

    __tablename__ = "medication_photo"
    __table_args__ = (family_key("medication_id", "medication"),)

    medication_id: Mapped[str] = mapped_column(Id, primary_key=True)
    width: Mapped[int]
    height: Mapped[int]
