"""Rows: how far each member has looked, and what they want to be told of."""

from datetime import datetime

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from carecircle.db.base import Base, Id, family_key


class ReadPosition(Base):
    """Positions in the family's log. since: where the visit before this one ended; visit: where
    the log stood when this one began; last: the last look; notified: up to where the
    notifications were read.
    """

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
    """off: the kinds that a member does not want. quiet_from, quiet_to: HH:MM of the family's
    clock, between which only emergencies count; None where there are none. digest_at: HH:MM at
    which the rest is sent by e-mail each day; digest_next_at: when that is due next; both None
    where it is not wanted. digest_seq: up to where the last one told. quiet_next_at: when the
    quiet hours begin or end next, and the count on the badge with them."""

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
    """One row. until: up to which moment of the logs those who are not on duty have been told of
    what stayed unread; whoever has told of what lies between moves it on."""

    __tablename__ = "others_told"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    until: Mapped[datetime]
