"""Rows: the thresholds that a family has set, for itself or for one medication."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from carecircle.db.base import Base, Id, family_key, new_id, text_length, unique_where


class ThresholdSetting(Base):
    """The family's value in place of a default, or a medication's in place of the family's.
    is_last: it counts until the next one. value None: back to the default, or the family's.
    kept_by: None for settings older than this table."""

    __tablename__ = "kept_number"
    __table_args__ = (
        family_key("medication_id", "medication"),
        unique_where(
            "uq_number_of_family", "family_id", "name", where="medication_id IS NULL AND is_last"
        ),
        unique_where("uq_number_of_medication", "medication_id", "name", where="is_last"),
        text_length("name", 30, 1),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    family_id: Mapped[str] = mapped_column(Id, ForeignKey("family.id"), index=True)
    medication_id: Mapped[str | None] = mapped_column(Id)
    name: Mapped[str] = mapped_column(String(30))
    value: Mapped[int | None]
    is_last: Mapped[bool] = mapped_column(default=True)
    kept_at: Mapped[datetime]
    kept_by: Mapped[str | None] = mapped_column(Id)
    kept_by_name: Mapped[str | None] = mapped_column(Text)
