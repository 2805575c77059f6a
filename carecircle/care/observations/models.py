"""Rows: observations, and the usual ranges of a care recipient."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from carecircle.care.observations.kinds import KINDS
from carecircle.db.base import Base, Id, family_key, new_id, one_of, text_length


class Observation(Base):
    """value: as entered, in unit. number, second: thousandths of the kind's first unit.

    voided_at: found to be wrong; it stays, struck through.
    """

    __tablename__ = "observation"
    __table_args__ = (
        UniqueConstraint("family_id", "id"),
        family_key("recipient_id", "recipient"),
        family_key("recorded_by", "member"),
        one_of("kind", KINDS),
        text_length("value", 60, 1),
        text_length("note", 1000),
        text_length("voided_why", 1000),
        Index("ix_observation_family_id_recipient_id_at", "family_id", "recipient_id", "at"),
        Index("ix_observation_family_id_kind_at", "family_id", "kind", "at"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    family_id: Mapped[str] = mapped_column(Id, ForeignKey("family.id"))
    recipient_id: Mapped[str] = mapped_column(Id)
    kind: Mapped[str] = mapped_column(String(20))
    value: Mapped[str] = mapped_column(Text)
    unit: Mapped[str] = mapped_column(String(12), default="")
    number: Mapped[int | None]
    second: Mapped[int | None]
    note: Mapped[str | None] = mapped_column(Text)
    at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str] = mapped_column(Id)
    recorded_by_name: Mapped[str] = mapped_column(Text)
    voided_at: Mapped[datetime | None]
    voided_why: Mapped[str | None] = mapped_column(Text)


class UsualRange(Base):
    """The usual range of one person, in thousandths; it replaces that of the table."""

    __tablename__ = "observation_range"
    __table_args__ = (
        family_key("recipient_id", "recipient"),
        one_of("kind", KINDS),
    )

    recipient_id: Mapped[str] = mapped_column(Id, primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    family_id: Mapped[str] = mapped_column(Id)
    low: Mapped[int | None]
    high: Mapped[int | None]
