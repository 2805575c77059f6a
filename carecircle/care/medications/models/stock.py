"""Rows of the stock register."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, Date, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from carecircle.db.base import Base, Id, family_key, new_id, one_of, text_length

REMOVALS = ("returned", "destroyed", "transferred")
ENTRIES = ("booked_in", "given", *REMOVALS, "put_back", "counted")
REMARKS = ("first_count", "undone", "below_zero")


class StockEntry(Base):
    """A line of the register: a change of the stock, and the balance after it, in thousandths.

    note: a person's note. remark: the system's note: the first count, a record that its author
    undid at once, or more taken than was there. batch, expires_on: of a delivery.
    """

    __tablename__ = "stock_entry"
    __table_args__ = (
        UniqueConstraint("medication_id", "number"),
        family_key("medication_id", "medication"),
        one_of("kind", ENTRIES),
        CheckConstraint("number > 0", name="number"),
        one_of("remark", REMARKS),
        text_length("note", 500),
        text_length("batch", 60),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    family_id: Mapped[str] = mapped_column(Id)
    medication_id: Mapped[str] = mapped_column(Id)
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(String(12))
    change: Mapped[int] = mapped_column(BigInteger)
    balance: Mapped[int] = mapped_column(BigInteger)
    administration_id: Mapped[str | None] = mapped_column(Id)
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(Id)
    by_name: Mapped[str] = mapped_column(Text)
    witness_name: Mapped[str | None] = mapped_column(Text)
    remark: Mapped[str | None] = mapped_column(String(12))
    note: Mapped[str | None] = mapped_column(Text)
    batch: Mapped[str | None] = mapped_column(Text)
    expires_on: Mapped[date | None] = mapped_column(Date)
