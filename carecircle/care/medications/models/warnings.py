"""Rows of the warnings: what is so dangerous that somebody must say that they have seen it."""

from datetime import datetime

from sqlalchemy import Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from carecircle.db.base import Base, Id, family_key, new_id, one_of

OF_INCIDENTS = ("second_dose", "interval", "maximum", "after_change", "allergy")
OF_DOSES = ("missed", "not_taken", "unavailable")
WARNINGS = (*OF_INCIDENTS, *OF_DOSES)


class MedicationWarning(Base):
    """A dangerous event, until somebody acknowledges it.

    dose_id, incident_id: what it is about. by: who caused it; None if time did. round: how often it
    was sent outside the app; next_at: when it is sent next; None if it is sent no more.
    """

    __tablename__ = "medication_warning"
    __table_args__ = (
        UniqueConstraint("family_id", "id"),
        family_key("recipient_id", "recipient"),
        family_key("medication_id", "medication"),
        family_key("dose_id", "dose"),
        family_key("incident_id", "incident"),
        one_of("kind", WARNINGS),
        Index("ix_medication_warning_open", "family_id", "acknowledged_at"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    family_id: Mapped[str] = mapped_column(Id)
    recipient_id: Mapped[str] = mapped_column(Id)
    medication_id: Mapped[str] = mapped_column(Id)
    dose_id: Mapped[str | None] = mapped_column(Id, index=True)
    incident_id: Mapped[str | None] = mapped_column(Id, index=True)
    kind: Mapped[str] = mapped_column(String(20))
    by: Mapped[str | None] = mapped_column(Id)
    by_name: Mapped[str | None] = mapped_column(Text)
    at: Mapped[datetime]
    round: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[datetime | None] = mapped_column(index=True)
    acknowledged_at: Mapped[datetime | None]
    acknowledged_by: Mapped[str | None] = mapped_column(Id)
    acknowledged_by_name: Mapped[str | None] = mapped_column(Text)
