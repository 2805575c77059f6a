"""Rows: care recipients, their photos, allergies and contacts."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from carecircle.care.photos import Photo
from carecircle.db.base import Base, Id, family_key, new_id, text_length


class Recipient(Base):
    """The care recipient. zone: the time zone of their doses.

    no_allergies_asked_on: the day on which somebody asked and the answer was "none"; None and no
    allergy row means "not recorded", which is not the same.
    """

    __tablename__ = "recipient"
    __table_args__ = (
        UniqueConstraint("family_id", "id"),
        text_length("name", 80, 1),
        text_length("zone", 64, 1),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    family_id: Mapped[str] = mapped_column(Id, ForeignKey("family.id"), index=True)
    name: Mapped[str] = mapped_column(Text)
    preferred_name: Mapped[str | None] = mapped_column(Text)
    born_on: Mapped[date | None] = mapped_column(Date)
    zone: Mapped[str] = mapped_column(Text)
    conditions: Mapped[str | None] = mapped_column(Text)
    no_allergies_asked_on: Mapped[date | None] = mapped_column(Date)
    no_allergies_asked_by: Mapped[str | None] = mapped_column(Text)
    photo_at: Mapped[datetime | None]
    created_at: Mapped[datetime]


class RecipientPhoto(Photo, Base):
    """A square photo of their face."""

    __tablename__ = "recipient_photo"
    __table_args__ = (family_key("recipient_id", "recipient"),)

    recipient_id: Mapped[str] = mapped_column(Id, primary_key=True)


class Allergy(Base):
    """begun_at: when it was recorded; None for rows older than this column."""

    __tablename__ = "allergy"
    __table_args__ = (
        family_key("recipient_id", "recipient"),
        text_length("substance", 80, 1),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    family_id: Mapped[str] = mapped_column(Id)
    recipient_id: Mapped[str] = mapped_column(Id, index=True)
    substance: Mapped[str] = mapped_column(Text)
    reaction: Mapped[str | None] = mapped_column(Text)
    begun_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


class Contact(Base):
    """A person to call, in order of rank."""

    __tablename__ = "contact"
    __table_args__ = (
        family_key("recipient_id", "recipient"),
        text_length("name", 80, 1),
        text_length("phone", 40, 1),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    family_id: Mapped[str] = mapped_column(Id)
    recipient_id: Mapped[str] = mapped_column(Id, index=True)
    name: Mapped[str] = mapped_column(Text)
    relation: Mapped[str | None] = mapped_column(Text)
    phone: Mapped[str] = mapped_column(Text)
    rank: Mapped[int] = mapped_column(default=1)
    ended_at: Mapped[datetime | None]
