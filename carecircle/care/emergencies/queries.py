"""Reads: emergencies, with everything that a screen shows about one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.emergencies import escalation_plan, rules
from carecircle.care.emergencies.models import (
    Answer,
    Emergency,
    EscalationPolicy,
    Receipt,
    Sending,
    Step,
)
from carecircle.care.errors import NotFound
from carecircle.care.families.models import Member
from carecircle.care.families.queries import present_members
from carecircle.events.catalogue import feed_types
from carecircle.events.models import Event


@dataclass
class Story:
    """An emergency with its answers and receipts, and the members it concerns."""

    emergency: Emergency
    members: Sequence[Member]
    answers: list[Answer] = field(default_factory=list)
    receipts: list[Receipt] = field(default_factory=list)
    sendings: list[Sending] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)

    @property
    def counting_answers(self) -> list[Answer]:
        return rules.strongest_answers(self.answers)

    def has(self, kind: str) -> dict[str, Receipt]:
        """Returns the first receipt of a kind, by member. Whatever a person has seen was also
        received."""
        kinds = (kind, "seen") if kind == "received" else (kind,)
        found = [receipt for receipt in self.receipts if receipt.kind in kinds]
        latest_first = sorted(found, key=lambda receipt: receipt.at, reverse=True)
        return {receipt.member_id: receipt for receipt in latest_first}

    def devices(self) -> tuple[int, int]:
        """Returns the number of devices it was sent to, and how many of them received it; without
        those of the member who raised it."""
        by = self.emergency.raised_by
        received = {(r.member_id, r.through) for r in self.receipts if r.member_id != by}
        sent = {(s.member_id, s.through) for s in self.sendings if s.member_id != by or not by}
        return len(sent | received), len(received)

    @property
    def answered(self) -> set[str]:
        """Returns the members who answered since it was last raised; the others are still
        called."""
        began = [step.due_at for step in self.steps if step.round == self.emergency.round]
        since = min(began, default=self.emergency.raised_at)
        return {answer.member_id for answer in self.answers if answer.at >= since}

    @property
    def leader(self) -> Answer | None:
        """Returns the answer of the person who leads: the first who said that they are coming."""
        return self.coming[0] if self.coming else None

    @property
    def coming(self) -> list[Answer]:
        """Returns the answers "on my way" and "on scene", the earliest first."""
        return [a for a in sorted(self.answers, key=lambda a: a.at) if a.answer != "cannot_come"]


def the_emergency(session: Session, family_id: str, emergency_id: str) -> Emergency:
    """Returns the emergency. Raises NotFound."""
    rows = select(Emergency).where(Emergency.family_id == family_id, Emergency.id == emergency_id)
    emergency = session.scalar(rows)
    if emergency is None:
        raise NotFound()
    return emergency


def emergencies_by_id(session: Session, family_id: str, ids: list[str]) -> list[Emergency]:
    """Returns the emergencies with these ids that exist."""
    if not ids:
        return []
    rows = select(Emergency).where(Emergency.family_id == family_id, Emergency.id.in_(ids))
    return list(session.scalars(rows))


def stories(session: Session, family_id: str, emergencies: list[Emergency]) -> list[Story]:
    """Returns the stories of these emergencies, in five queries."""
    members = present_members(session, family_id) if emergencies else []
    return stories_with_members(session, emergencies, members)


def stories_with_members(
    session: Session, emergencies: list[Emergency], members: Sequence[Member] = ()
) -> list[Story]:
    """Returns the stories in four queries. members: those it concerns, if needed."""
    if not emergencies:
        return []
    found = {e.id: Story(e, members) for e in emergencies}
    for answer in session.scalars(select(Answer).where(Answer.emergency_id.in_(found))):
        found[answer.emergency_id].answers.append(answer)
    for receipt in session.scalars(select(Receipt).where(Receipt.emergency_id.in_(found))):
        found[receipt.emergency_id].receipts.append(receipt)
    for sending in session.scalars(select(Sending).where(Sending.emergency_id.in_(found))):
        found[sending.emergency_id].sendings.append(sending)
    for step in session.scalars(_steps_of(found)):
        found[step.emergency_id].steps.append(step)
    return list(found.values())


def _steps_of(emergency_ids: Iterable[str]) -> Select[Step]:
    rows = select(Step).where(Step.emergency_id.in_(emergency_ids))
    return rows.order_by(Step.round, Step.position)


def times_of(session: Session, family_id: str) -> escalation_plan.Times:
    """Returns the family's times; the defaults if it has set none."""
    policy = session.get(EscalationPolicy, family_id)
    if policy is None:
        return escalation_plan.Times()
    return escalation_plan.Times(
        **{name: getattr(policy, name) for name in escalation_plan.Times.__annotations__}
    )


@dataclass(frozen=True)
class Faults:
    """The number of open emergencies, and of those whose escalation does not run: no next step, or
    long overdue.

    ahead: those whose last step ran at a time still in the future, because the clock was put back.
    """

    open: int
    without_step: int
    overdue: int
    ahead: int = 0


def escalation_faults(session: Session) -> Faults:
    rows = select(Emergency.next_step_at, Emergency.news_due_at)
    found = session.execute(rows.where(Emergency.status != "resolved"))
    due, now = [step_at or news_at for step_at, news_at in found], clock.now()
    overdue, ahead = (
        sum(escalation_plan.is_overdue(at, now) for at in due),
        len(ahead_of_the_clock(session)),
    )
    return Faults(len(due), due.count(None), overdue, ahead)


def ahead_of_the_clock(session: Session) -> set[str]:
    """Returns the unanswered emergencies that would wait until the clock reaches that time
    again."""
    begun = select(Step.emergency_id).join(Emergency, Emergency.id == Step.emergency_id)
    rows = begun.where(
        Emergency.status == "raised",
        Step.round == Emergency.round,
        Step.done_at > clock.now() + escalation_plan.OVERDUE_AFTER,
    )
    return set(session.scalars(rows))


def open_emergencies(session: Session, family_id: str) -> list[Emergency]:
    rows = select(Emergency).where(Emergency.family_id == family_id, Emergency.status != "resolved")
    return list(session.scalars(rows.order_by(Emergency.is_drill, Emergency.raised_at)))


def latest_emergencies(
    session: Session, family_id: str, limit: int, before: str | None = None
) -> list[Emergency]:
    """Returns emergencies, newest first. before: the id of the last one already shown."""
    rows = select(Emergency).where(Emergency.family_id == family_id)
    if before:
        rows = rows.where(Emergency.id < before)
    return list(session.scalars(rows.order_by(Emergency.id.desc()).limit(limit)))


def last_drill(session: Session, family_id: str) -> Emergency | None:
    rows = select(Emergency).where(Emergency.family_id == family_id, Emergency.is_drill)
    return session.scalar(rows.order_by(Emergency.raised_at.desc()).limit(1))


def events_of(session: Session, emergency: Emergency) -> list[Event]:
    """Returns the events of an emergency, in order, without receipts."""
    rows = select(Event).where(
        Event.family_id == emergency.family_id,
        Event.type.in_(feed_types("emergency")),
        Event.at >= emergency.raised_at,
    )
    found = session.scalars(rows.order_by(Event.seq))
    return [event for event in found if event.data.get("emergency") == emergency.id]
