"""The views that emergency templates render, the same for every viewer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from carecircle.care import permissions
from carecircle.care.emergencies import queries
from carecircle.care.emergencies.models import Emergency
from carecircle.care.emergencies.queries import Story
from carecircle.care.families.models import Family
from carecircle.web.language import times
from carecircle.web.shared.emergencies import steps
from carecircle.web.shared.emergencies.first_steps import first_steps
from carecircle.web.shared.emergencies.reach import People, ReachData, load_reach_data, reach_of
from carecircle.web.shared.emergencies.unsent import Unsent, unsent_alerts
from carecircle.web.shared.wording import emergency_words

Person = dict[str, Any]


@dataclass(frozen=True)
class EmergencyView:
    """One emergency. answers, seen, received, not_reached: people with name, initials, time.

    answered_ids (in this round), seen_ids: from these the browser finds the viewer.
    """

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
    answers: People
    seen: People
    received: People
    not_reached: People
    reached_words: str
    devices_words: str
    is_seen: bool
    outside: list[Person]
    unsent: list[Unsent]
    answered_ids: str
    seen_ids: str
    leader: str | None
    resolution: str
    is_in_hospital: bool
    level: int
    round: int
    first_steps: list[str]
    steps: list[Person]
    next_step: Person | None
    silence: Person | None
    first_number: str
    may_answer: bool
    who_url: str
    may_resolve: bool
    may_reopen: bool


def open_views(session: Session, family_id: str, role: str) -> list[EmergencyView]:
    """Returns the open emergencies, shown first on every page; one query if there are none."""
    return views_of(session, family_id, queries.open_emergencies(session, family_id), role)


def views_of(
    session: Session, family_id: str, emergencies: list[Emergency], role: str
) -> list[EmergencyView]:
    if not emergencies:
        return []
    family = session.get_one(Family, family_id)
    stories = queries.stories(session, family_id, emergencies)
    around = load_reach_data(session, stories)
    return [emergency_view(story, family, role, around) for story in stories]


def emergency_view(story: Story, family: Family, role: str, around: ReachData) -> EmergencyView:
    emergency, leader = story.emergency, story.leader
    about = emergency.recipient_id
    recipient = {"id": about, "name": around.recipients[about]} if about else None
    return EmergencyView(
        id=emergency.id,
        url=f"/families/{emergency.family_id}/emergencies/{emergency.id}",
        type=emergency.type,
        type_words=emergency_words.title_words(emergency),
        severity=emergency.severity,
        status=emergency.status,
        status_words=emergency_words.status_words(emergency, leader, _newest(story, family.zone)),
        note=emergency.note,
        location=emergency.location,
        recipient=recipient,
        drill=emergency.is_drill,
        leader=leader.member_name if leader else None,
        first_number=family.emergency_number,
        level=emergency.level,
        round=emergency.round,
        first_steps=first_steps(emergency.type, family.emergency_number),
        steps=steps.step_views(story, family),
        next_step=steps.next_step(story, family),
        silence=steps.silence(story, family),
        unsent=_unsent(emergency, family.zone, around),
        **_raised(emergency, family.zone),
        **reach_of(story, family.zone, around),
        **_ending(emergency, role),
    )


def _unsent(emergency: Emergency, zone: str, around: ReachData) -> list[Unsent]:
    if emergency.status != "raised":
        return []
    return unsent_alerts(around.outbox.get(emergency.id, []), zone)


def _newest(story: Story, zone: str) -> str:
    return times.hhmmss(max(a.at for a in story.coming), zone) if story.coming else ""


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
        "is_in_hospital": emergency.outcome == "hospital" and emergency.recipient_id is not None,
        "resolution": "" if is_open else emergency_words.resolution_words(emergency),
        "may_answer": is_open and permissions.allows(role, "emergency:answer"),
        "who_url": _who_url(emergency) if is_open and role == permissions.TABLET else "",
        "may_resolve": is_open and may_resolve,
        "may_reopen": may_resolve and not is_open,
    }


def _who_url(emergency: Emergency) -> str:
    """Returns the URL where a tablet of the home asks who is answering."""
    home = f"/families/{emergency.family_id}"
    return f"{home}/tablet?then={home}/emergencies/{emergency.id}"
