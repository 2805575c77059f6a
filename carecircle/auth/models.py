"""Rows: accounts."""

from datetime import datetime

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from carecircle.db.base import Base, Id, new_id, text_length


class Account(Base):
    """A person who can sign in. email: in lower case, unique."""

    __tablename__ = "account"
    __table_args__ = (text_length("email", 254, 3), text_length("name", 80, 1))

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    email: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[str] = mapped_column(Text)
    password_hash: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime]
