"""Rows: hospital stays and outings of a care recipient."""

from datetime import datetime

from sqlalchemy import Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from carecircle.db.base import Base, Id, family_key, new_id, one_of, text_length, unique_where

ABSENCES = ("hospital", "away")


class Absence(Base):
    """In hospital or away. ends_at None: not over. Its doses refer to it."""

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
