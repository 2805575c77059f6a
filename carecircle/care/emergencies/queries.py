"""Reads: emergencies, and all that a screen says about one."""

from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle.care.emergencies import rules
from carecircle.care.emergencies.models import Answer, Emergency, Receipt
from carecircle.care.errors import NotThere
from carecircle.care.families.models import Member


@dataclass
class Story:
    """An emergency with its answers and receipts, and the members it concerns."""

    emergency: Emergency
    members: list[Member]
    answers: list[Answer] = field(default_factory=list)
    receipts: list[Receipt] = field(default_factory=list)

    @property
    def counting_answers(self) -> list[Answer]:
        return rules.counting(self.answers)

    def has(self, kind: str) -> dict[str, Receipt]:
        """Receipts of a kind by member. Seen by a person is also received."""
        found = {r.member_id: r for r in self.receipts if r.kind == kind}
        return {r.member_id: r for r in self.receipts if kind == "received"} | found

    @property
    def leader(self) -> Answer | None:
        """Who leads: the first whose answer is that they come."""
        coming = [a for a in sorted(self.answers, key=lambda a: a.at) if a.answer != "cannot_come"]
        return coming[0] if coming else None


def the_emergency(session: Session, family_id: str, emergency_id: str) -> Emergency:
    """Raises NotThere."""
    rows = select(Emergency).where(Emergency.family_id == family_id, Emergency.id == emergency_id)
    emergency = session.scalar(rows)
    if emergency is None:
        raise NotThere()
    return emergency


def stories(session: Session, family_id: str, emergencies: list[Emergency]) -> list[Story]:
    """All that is known of them, in three queries."""
    if not emergencies:
        return []
    members = present_members(session, family_id)
    found = {e.id: Story(e, members) for e in emergencies}
    for answer in session.scalars(select(Answer).where(Answer.emergency_id.in_(found))):
        found[answer.emergency_id].answers.append(answer)
    for receipt in session.scalars(select(Receipt).where(Receipt.emergency_id.in_(found))):
        found[receipt.emergency_id].receipts.append(receipt)
    return list(found.values())


def open_emergencies(session: Session, family_id: str) -> list[Emergency]:
    rows = select(Emergency).where(Emergency.family_id == family_id, Emergency.status != "resolved")
    return list(session.scalars(rows.order_by(Emergency.is_drill, Emergency.raised_at)))


def latest_emergencies(
    session: Session, family_id: str, limit: int, before: str | None = None
) -> list[Emergency]:
    """Newest first; before: the id of the last one already shown."""
    rows = select(Emergency).where(Emergency.family_id == family_id)
    if before:
        rows = rows.where(Emergency.id < before)
    return list(session.scalars(rows.order_by(Emergency.id.desc()).limit(limit)))


def present_members(session: Session, family_id: str) -> list[Member]:
    rows = select(Member).where(Member.family_id == family_id, Member.removed_at.is_(None))
    return list(session.scalars(rows.order_by(Member.id)))
