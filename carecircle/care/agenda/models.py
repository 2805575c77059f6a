"""Rows: appointments, tasks, and questions for the next visit."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from carecircle.db.base import Base, Id, family_key, new_id, one_of, text_length

KINDS = ("appointment", "task", "question")


class AgendaItem(Base):
    """member_id: the member who goes along or does it. due_at: the time of an appointment, or the
    deadline of a task. A question is done once it has been asked. tells_at: when the reminder is
    sent."""

    __tablename__ = "agenda_item"
    __table_args__ = (
        UniqueConstraint("family_id", "id"),
        family_key("recipient_id", "recipient"),
        family_key("member_id", "member"),
        one_of("kind", KINDS),
        text_length("what", 200, 1),
        text_length("place", 200),
        text_length("transport", 200),
        text_length("note", 1000),
        Index("ix_agenda_item_family_id_due_at", "family_id", "due_at"),
        Index("ix_agenda_item_tells_at", "tells_at"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    family_id: Mapped[str] = mapped_column(Id, ForeignKey("family.id"))
    recipient_id: Mapped[str | None] = mapped_column(Id)
    kind: Mapped[str] = mapped_column(String(12))
    what: Mapped[str] = mapped_column(Text)
    place: Mapped[str | None] = mapped_column(Text)
    transport: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
    member_id: Mapped[str | None] = mapped_column(Id)
    due_at: Mapped[datetime | None]
    tells_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    done_by_name: Mapped[str | None] = mapped_column(Text)
    cancelled_at: Mapped[datetime | None]
