"""The escalation policy of a family; the steps of one emergency, frozen when it was raised."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from carecircle.care.emergencies import kinds
from carecircle.db.base import Base, Id, family_key, new_id, one_of


class EscalationPolicy(Base):
    """Seconds after the press, None for a step that is left out. No row: the defaults.

    repeat_every_s: the interval at which the last step repeats. news_within_s: an acknowledged
    emergency without a report for that long is raised again.
    """

    __tablename__ = "escalation_policy"
    __table_args__ = (
        CheckConstraint("call_after_s BETWEEN 30 AND 3600", name="call_after"),
        CheckConstraint("repeat_every_s BETWEEN 30 AND 3600", name="repeat_every"),
        CheckConstraint("news_within_s BETWEEN 60 AND 7200", name="news_within"),
    )

    family_id: Mapped[str] = mapped_column(Id, ForeignKey("family.id"), primary_key=True)
    louder_after_s: Mapped[int | None]
    outside_after_s: Mapped[int | None]
    call_after_s: Mapped[int]
    repeat_every_s: Mapped[int]
    news_within_s: Mapped[int]
    changed_at: Mapped[datetime]
    changed_by_name: Mapped[str] = mapped_column(Text)


class Step(Base):
    """A step of an emergency. round: it may be raised again; position: the order within the round.

    told_count: the number of people it was for. is_late: it ran well after it was due.
    """

    __tablename__ = "emergency_step"
    __table_args__ = (
        UniqueConstraint("family_id", "id"),
        family_key("emergency_id", "emergency"),
        UniqueConstraint("emergency_id", "round", "position"),
        one_of("kind", kinds.STEPS),
        one_of("state", kinds.STEP_STATES),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    family_id: Mapped[str] = mapped_column(Id)
    emergency_id: Mapped[str] = mapped_column(Id)
    round: Mapped[int]
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(10))
    due_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(10), default="waiting")
    done_at: Mapped[datetime | None]
    is_late: Mapped[bool] = mapped_column(default=False)
    told_count: Mapped[int] = mapped_column(default=0)
