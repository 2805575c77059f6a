"""Rows: how far each member has read, and what they are notified of."""

from datetime import datetime

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from carecircle.db.base import Base, Id, family_key


class ReadPosition(Base):
    """Positions in the family's log. since: where the visit before this one ended; visit: where the
    log was when this one began; last: the last look; notified: up to where the notifications were
    read."""

    __tablename__ = "read_position"
    __table_args__ = (family_key("member_id", "member"),)

    member_id: Mapped[str] = mapped_column(Id, primary_key=True)
    family_id: Mapped[str] = mapped_column(Id)
    since_seq: Mapped[int]
    since_at: Mapped[datetime]
    visit_seq: Mapped[int]
    last_seq: Mapped[int]
    last_at: Mapped[datetime]
    notified_seq: Mapped[int]


class NotificationChoice(Base):
    """off: the kinds that a member turned off. quiet_from, quiet_to: HH:MM on the family's clock,
    between which only emergencies count; None without quiet hours. digest_at: HH:MM of the daily
    e-mail; digest_next_at: when it is due next; both None if it is off. digest_seq: the end of the
    last digest. quiet_next_at: when the quiet hours begin or end next, and the count on the badge
    changes."""

    __tablename__ = "notification_choice"
    __table_args__ = (family_key("member_id", "member"),)

    member_id: Mapped[str] = mapped_column(Id, primary_key=True)
    family_id: Mapped[str] = mapped_column(Id)
    off: Mapped[list[str]] = mapped_column(JSON)
    quiet_from: Mapped[str | None] = mapped_column(String(5))
    quiet_to: Mapped[str | None] = mapped_column(String(5))
    digest_at: Mapped[str | None] = mapped_column(String(5))
    digest_next_at: Mapped[datetime | None] = mapped_column(index=True)
    digest_seq: Mapped[int] = mapped_column(default=0)
    quiet_next_at: Mapped[datetime | None] = mapped_column(index=True)


class OffDutyNotified(Base):
    """One row. until: up to when members who are not on duty have been notified of what stayed
    unread; the worker that notifies them moves it on."""

    __tablename__ = "others_told"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    until: Mapped[datetime]
