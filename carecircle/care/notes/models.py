"""Rows: notes. audience: who may read it (everyone in the family, carers, admins)."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from carecircle.db.base import Base, Id, family_key, new_id, one_of, text_length
from carecircle.events.models import AUDIENCES


class Note(Base):
    __tablename__ = "note"
    __table_args__ = (
        UniqueConstraint("family_id", "id"),
        family_key("recipient_id", "recipient"),
        family_key("author_id", "member"),
        one_of("audience", AUDIENCES),
        text_length("body", 4000, 1),
        Index("ix_note_family_id_at", "family_id", "at"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    family_id: Mapped[str] = mapped_column(Id, ForeignKey("family.id"))
    recipient_id: Mapped[str | None] = mapped_column(Id)
    author_id: Mapped[str] = mapped_column(Id)
    author_name: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    audience: Mapped[str] = mapped_column(String(10), default="family")
    at: Mapped[datetime]
