"""Rows of authentication: accounts, sessions of browsers, tokens of programs."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from carecircle.db.base import Base, Id, new_id, one_of, text_length

SESSION_KINDS = ("phone", "desktop", "shared")
SCOPES = ("read", "write", "metrics")


class Account(Base):
    """A person who signs in. email: in lower case. password_hash None: no sign-in by password.

    language: the one the person chose; None: the language of each browser.
    """

    __tablename__ = "account"
    __table_args__ = (text_length("email", 254, 3), text_length("name", 80, 1))

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    email: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[str] = mapped_column(Text)
    password_hash: Mapped[str | None] = mapped_column(Text)
    language: Mapped[str | None] = mapped_column(String(12))
    created_at: Mapped[datetime]


class AuthSession(Base):
    """A signed-in browser. The cookie holds a random key, the row only its hash.

    browser, system: `Firefox`, `Android`; empty if the browser does not say.

    previous_key_hash: the key before the last change of rights, valid for another minute.
    """

    __tablename__ = "auth_session"
    __table_args__ = (
        one_of("kind", SESSION_KINDS),
        text_length("browser", 100),
        text_length("system", 40),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    account_id: Mapped[str] = mapped_column(Id, ForeignKey("account.id"), index=True)
    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    previous_key_hash: Mapped[str | None] = mapped_column(String(64), index=True)
    renewed_at: Mapped[datetime | None]
    kind: Mapped[str] = mapped_column(String(10))
    browser: Mapped[str] = mapped_column(Text, default="")
    system: Mapped[str] = mapped_column(Text, default="", server_default="")
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class Token(Base):
    """A key for a program, shown once and stored as a hash. family_id None: all the account's
    families."""

    __tablename__ = "token"
    __table_args__ = (one_of("scope", SCOPES), text_length("name", 80, 1))

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    account_id: Mapped[str] = mapped_column(Id, ForeignKey("account.id"), index=True)
    family_id: Mapped[str | None] = mapped_column(Id, ForeignKey("family.id"))
    name: Mapped[str] = mapped_column(Text)
    scope: Mapped[str] = mapped_column(String(10))
    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class AccountEmailRow(Base):
    """An e-mail to whoever has an account under that address; looked up only when it is sent.

    key_hash: of the link in it that sets a new password, once; None: it has no link. due_at: the
    next attempt; None: it was sent, passed on by the operator, or has no recipient.
    """

    __tablename__ = "account_letter"
    __table_args__ = (
        text_length("email", 254, 3),
        Index("ix_account_letter_email_created_at", "email", "created_at"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    email: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    key_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None] = mapped_column(index=True)
    attempts: Mapped[int] = mapped_column(default=0)


class MemberPin(Base):
    """The PIN a member types as a witness, and on a tablet. wrong: attempts since the last right
    one."""

    __tablename__ = "member_pin"

    member_id: Mapped[str] = mapped_column(Id, ForeignKey("member.id"), primary_key=True)
    pin_hash: Mapped[str] = mapped_column(Text)
    wrong: Mapped[int] = mapped_column(default=0)
    closed_until: Mapped[datetime | None]


class TabletUse(Base):
    """The person who is using a home tablet. Its cookie holds a key, the row only the hash."""

    __tablename__ = "tablet_use"

    tablet_id: Mapped[str] = mapped_column(Id, ForeignKey("member.id"), primary_key=True)
    member_id: Mapped[str] = mapped_column(Id, ForeignKey("member.id"))
    key_hash: Mapped[str] = mapped_column(String(64))
    touched_at: Mapped[datetime]
