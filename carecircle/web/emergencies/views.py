"""What the templates of emergencies are given. The same for whoever looks: nothing personal."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from carecircle.care.emergencies import queries
from carecircle.care.emergencies.models import Emergency
from carecircle.care.emergencies.queries import Story
from carecircle.care.families import permissions
from carecircle.care.families.models import Family
from carecircle.web import times
from carecircle.web.emergencies import steps, words

Person = dict[str, Any]


@dataclass(frozen=True)
class EmergencyView:
    """One emergency. answers, seen, received, not_reached: people with name, initials, time."""

    id: str
    url: str
    type: str
    type_words: str
    severity: str
    status: str
    status_words: str
    raised_by: Person
    raised_at: datetime
    raised_time: str
    raised_day: str
    note: str | None
    location: str | None
    recipient: Person | None
    drill: bool
    answers: list[Person]
    seen: list[Person]
    received: list[Person]
    not_reached: list[Person]
    reached_words: str
    leader: str | None
    resolution: str
    level: int
    round: int
    steps: list[Person]
    next_step: Person | None
    silence: Person | None
    first_number: str
    may_answer: bool
    may_resolve: bool
    may_reopen: bool


def open_views(session: Session, family_id: str, role: str) -> list[EmergencyView]:
    """What stands first on every page; one query where nothing is open."""
    return views_of(session, family_id, queries.open_emergencies(session, family_id), role)


def views_of(
    session: Session, family_id: str, emergencies: list[Emergency], role: str
) -> list[EmergencyView]:
    if not emergencies:
        return []
    family = session.get_one(Family, family_id)
    told = queries.stories(session, family_id, emergencies)
    return [emergency_view(story, family, role) for story in told]


def emergency_view(story: Story, family: Family, role: str) -> EmergencyView:
    emergency, leader = story.emergency, story.leader
    recipient = {"id": emergency.recipient_id} if emergency.recipient_id else None
    return EmergencyView(
        id=emergency.id,
        url=f"/families/{emergency.family_id}/emergencies/{emergency.id}",
        type=emergency.type,
        type_words=dict(words.types())[emergency.type],
        severity=emergency.severity,
        status=emergency.status,
        status_words=words.status_words(emergency, leader),
        note=emergency.note,
        location=emergency.location,
        recipient=recipient,
        drill=emergency.is_drill,
        leader=leader.member_name if leader else None,
        first_number=family.emergency_number,
        level=emergency.level,
        round=emergency.round,
        steps=steps.step_views(story, family),
        next_step=steps.next_step(story, family),
        silence=steps.silence(story, family),
        **_raised(emergency, family.zone),
        **_who_knows(story, family.zone),
        **_ending(emergency, role),
    )


def _raised(emergency: Emergency, zone: str) -> dict[str, Any]:
    at = times.local(emergency.raised_at, zone)
    return {
        "raised_by": {"id": emergency.raised_by, "name": emergency.raised_by_name or "-"},
        "raised_at": at,
        "raised_time": times.hhmmss(emergency.raised_at, zone),
        "raised_day": times.day_words(at.date(), times.today(zone)),
    }


def _ending(emergency: Emergency, role: str) -> dict[str, Any]:
    is_open = emergency.status != "resolved"
    may_resolve = permissions.allows(role, "emergency:resolve")
    return {
        "resolution": "" if is_open else words.resolution_words(emergency),
        "may_answer": is_open and permissions.allows(role, "emergency:answer"),
        "may_resolve": is_open and may_resolve,
        "may_reopen": may_resolve and not is_open,
    }


def _who_knows(story: Story, zone: str) -> dict[str, Any]:
    """Nobody is named twice; whoever raised it knows, and is not counted."""
    others = [m for m in story.members if m.id != story.emergency.raised_by]
    initials = {member.id: member.initials for member in story.members}
    names = {member.id: member.name for member in story.members}

    def person(member_id: str, at: Any, **more: str) -> Person:
        found = {"id": member_id, "name": names[member_id], "initials": initials[member_id]}
        return found | {"time": times.hhmmss(at, zone)} | more

    answers = [a for a in story.counting_answers if a.member_id in names]
    answered = {answer.member_id for answer in answers}
    seen, received = story.has("seen"), story.has("received")
    only_seen = [m for m in others if m.id in seen and m.id not in answered]
    only_received = [m for m in others if m.id in received.keys() - seen.keys() - answered]
    reached = answered | seen.keys() | received.keys()
    not_reached = [m for m in others if m.id not in reached]
    return {
        "answers": [person(a.member_id, a.at, words=words.answer_words(a)) for a in answers],
        "seen": [person(m.id, seen[m.id].at) for m in only_seen],
        "received": [person(m.id, received[m.id].at) for m in only_received],
        "not_reached": [{"id": m.id, "name": m.name, "initials": m.initials} for m in not_reached],
        "reached_words": words.reached_words(len(others) - len(not_reached), len(others)),
    }
