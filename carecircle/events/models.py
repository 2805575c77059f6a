"""The rows of the log: a family's stream, events and audit trail; responses stored by key."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from carecircle.db.base import Base, Id, one_of, text_length

AUDIENCES = ("family", "carers", "admins")


class FamilyStream(Base):
    """The counter of a family's log. Its row lock puts numbers, commits and visibility in one
    order.

    floor: the last position that can no longer be replayed. audit_*: the head of the hash chain.
    """

    __tablename__ = "family_stream"

    family_id: Mapped[str] = mapped_column(Id, ForeignKey("family.id"), primary_key=True)
    epoch: Mapped[str] = mapped_column(String(32))
    seq: Mapped[int] = mapped_column(default=0)
    floor: Mapped[int] = mapped_column(default=0)
    audit_seq: Mapped[int] = mapped_column(default=0)
    audit_hash: Mapped[str] = mapped_column(String(64), default="")


class Event(Base):
    """An event, with the actor's name and initials as they were then. A device has no initials."""

    __tablename__ = "event"
    __table_args__ = (
        one_of("audience", AUDIENCES),
        text_length("type", 40, 1),
        Index("ix_event_family_id_type_seq", "family_id", "type", "seq"),
        Index("ix_event_type_at", "type", "at"),
    )

    family_id: Mapped[str] = mapped_column(Id, ForeignKey("family.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    type: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime]
    actor_id: Mapped[str | None] = mapped_column(Id)
    actor_name: Mapped[str | None] = mapped_column(Text)
    actor_initials: Mapped[str | None] = mapped_column(String(4))
    recipient_id: Mapped[str | None] = mapped_column(Id)
    audience: Mapped[str] = mapped_column(String(10), default="family")
    data: Mapped[dict[str, Any]] = mapped_column(JSON)


class Revocation(Base):
    """A session, account, member, token or device whose open streams must end."""

    __tablename__ = "revocation"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(10))
    subject_id: Mapped[str] = mapped_column(Id)
    reason: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime]


class RevocationStream(Base):
    """The counter of the revocations: one row, for the same reason as FamilyStream."""

    __tablename__ = "revocation_stream"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(default=0)


class StoredResponse(Base):
    """The response of a write, by idempotency key. digest: of principal, method, path and key."""

    __tablename__ = "kept_answer"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    body_digest: Mapped[str] = mapped_column(String(64))
    answer: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(index=True)


class AuditRow(Base):
    """The actor, the origin, and the values before and after. Append-only, chained by hash per
    family."""

    __tablename__ = "audit"

    family_id: Mapped[str] = mapped_column(Id, ForeignKey("family.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor_id: Mapped[str | None] = mapped_column(Id)
    actor_name: Mapped[str | None] = mapped_column(Text)
    verb: Mapped[str] = mapped_column(String(60))
    subject_id: Mapped[str | None] = mapped_column(Id)
    origin: Mapped[str | None] = mapped_column(Text)
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    payload_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))
