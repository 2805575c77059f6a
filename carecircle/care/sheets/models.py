"""Rows: the fields of the sheets beyond the care recipient's profile, and links to them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from carecircle.care.sheets.fields import FIELDS
from carecircle.db.base import Base, Id, family_key, new_id, text_length


class SheetFacts(Base):
    """One row for each care recipient, in free text. None: shown as not recorded."""

    __tablename__ = "sheet_facts"
    __table_args__ = (
        family_key("recipient_id", "recipient"),
        *(text_length(name, 1000) for name in FIELDS),
    )

    family_id: Mapped[str] = mapped_column(Id, ForeignKey("family.id"), index=True)
    recipient_id: Mapped[str] = mapped_column(Id, primary_key=True)
    address: Mapped[str | None] = mapped_column(Text)
    access: Mapped[str | None] = mapped_column(Text)
    languages: Mapped[str | None] = mapped_column(Text)
    resuscitation: Mapped[str | None] = mapped_column(Text)
    flags: Mapped[str | None] = mapped_column(Text)
    baseline: Mapped[str | None] = mapped_column(Text)
    doctor: Mapped[str | None] = mapped_column(Text)
    pharmacy: Mapped[str | None] = mapped_column(Text)
    insurance: Mapped[str | None] = mapped_column(Text)
    appearance: Mapped[str | None] = mapped_column(Text)
    places: Mapped[str | None] = mapped_column(Text)
    habits: Mapped[str | None] = mapped_column(Text)
    changed_at: Mapped[datetime]
    changed_by_name: Mapped[str] = mapped_column(Text)


class SheetLink(Base):
    """A read-only link to one sheet for somebody without an account, until it expires or is
    revoked."""

    __tablename__ = "sheet_link"
    __table_args__ = (
        UniqueConstraint("family_id", "id"),
        family_key("recipient_id", "recipient"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    family_id: Mapped[str] = mapped_column(Id, ForeignKey("family.id"))
    recipient_id: Mapped[str] = mapped_column(Id, index=True)
    made_at: Mapped[datetime]
    made_by_name: Mapped[str] = mapped_column(Text)
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    opened_at: Mapped[datetime | None]
