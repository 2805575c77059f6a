"""Rows of corrections: what stood there before, and what stands there now."""

from datetime import datetime

from sqlalchemy import JSON, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from carecircle.db.base import Base, Id, family_key, new_id, one_of, text_length

KINDS = ("corrected", "restarted")
Fields = dict[str, str | None]


class MedicationRevision(Base):
    """A medication was corrected, or taken up again after it was stopped.

    before, after: the fields that changed, as words. ingredients_before: micrograms in a unit by
    ingredient; what was given until then counts for these too. None if they stayed.
    """

    __tablename__ = "medication_revision"
    __table_args__ = (
        UniqueConstraint("family_id", "id"),
        family_key("medication_id", "medication"),
        one_of("kind", KINDS),
        text_length("why", 300),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    family_id: Mapped[str] = mapped_column(Id)
    medication_id: Mapped[str] = mapped_column(Id, index=True)
    kind: Mapped[str] = mapped_column(String(10))
    before: Mapped[Fields] = mapped_column(JSON)
    after: Mapped[Fields] = mapped_column(JSON)
    ingredients_before: Mapped[dict[str, int] | None] = mapped_column(JSON(none_as_null=True))
    why: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(Id)
    by_name: Mapped[str] = mapped_column(Text)
