"""Rows: families, members, invitations, tablet codes. Accounts are referenced only by id."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from carecircle.care.families.rules import MOST_SIGNS
from carecircle.care.permissions import ROLES, TABLET
from carecircle.db.base import Base, Id, family_key, new_id, one_of, text_length, unique_where


class Family(Base):
    """A group that cares for someone. zone: IANA name; language: as in HTML's lang."""

    __tablename__ = "family"
    __table_args__ = (text_length("name", 80, 1), text_length("zone", 64, 1))

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(Text)
    zone: Mapped[str] = mapped_column(Text, default="Europe/London")
    language: Mapped[str] = mapped_column(String(12), default="en")
    emergency_number: Mapped[str] = mapped_column(String(20), default="112")
    is_demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]


class Member(Base):
    """A member of a family. The row stays after removal, so that signatures keep their name.

    initials: unique in the family, two letters, with a digit if two people share them. is_tablet:
    not a person but a home tablet, which acts under its own name.
    """

    __tablename__ = "member"
    __table_args__ = (
        UniqueConstraint("family_id", "id"),
        unique_where("uq_member_present", "family_id", "account_id", where="removed_at IS NULL"),
        one_of("role", ROLES),
        text_length("name", 80, 1),
        text_length("initials", MOST_SIGNS, 1),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    family_id: Mapped[str] = mapped_column(Id, ForeignKey("family.id"), index=True)
    account_id: Mapped[str | None] = mapped_column(Id, ForeignKey("account.id"), index=True)
    name: Mapped[str] = mapped_column(Text)
    initials: Mapped[str] = mapped_column(Text)
    role: Mapped[str] = mapped_column(String(10))
    is_tablet: Mapped[bool] = mapped_column(default=False)
    joined_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]

    @property
    def acts_as(self) -> str:
        """Returns what permissions depend on: the role, or that it is a tablet."""
        return TABLET if self.is_tablet else self.role


class Invitation(Base):
    """Bound to an address, single use, expiring. Only the token's hash is stored."""

    __tablename__ = "invitation"
    __table_args__ = (
        UniqueConstraint("family_id", "id"),
        family_key("invited_by", "member"),
        one_of("role", ROLES),
        text_length("email", 254, 3),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    family_id: Mapped[str] = mapped_column(Id, ForeignKey("family.id"), index=True)
    invited_by: Mapped[str] = mapped_column(Id)
    email: Mapped[str] = mapped_column(Text)
    role: Mapped[str] = mapped_column(String(10))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class TabletCode(Base):
    """Enrols one browser as a home tablet, once, and expires soon. Only the code's hash is
    stored."""

    __tablename__ = "tablet_code"
    __table_args__ = (
        UniqueConstraint("family_id", "id"),
        family_key("made_by", "member"),
        family_key("tablet_id", "member"),
        text_length("name", 80, 1),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    family_id: Mapped[str] = mapped_column(Id, ForeignKey("family.id"), index=True)
    made_by: Mapped[str] = mapped_column(Id)
    name: Mapped[str] = mapped_column(Text)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]
    tablet_id: Mapped[str | None] = mapped_column(Id)
