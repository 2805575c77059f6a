"""Event type -> what a page swaps in. Rendered once per event and variant, for whoever listens.

There is no request here: nothing of a viewer can leak into what all of them receive.
"""

from collections.abc import Callable
from typing import Any

from flask import render_template
from sqlalchemy.orm import Session

from carecircle.care import permissions
from carecircle.care.chat.queries import the_channel, the_message
from carecircle.care.emergencies.queries import the_emergency
from carecircle.care.families.models import Family, Member
from carecircle.care.feed.queries import TOLD_TYPES
from carecircle.care.notes.queries import the_note
from carecircle.care.observations.queries import the_observation
from carecircle.care.shifts.queries import handoffs_of, the_shift
from carecircle.db.session import reading
from carecircle.events.models import Event
from carecircle.web.chat.views import channel_views, message_views
from carecircle.web.emergencies import words
from carecircle.web.emergencies.views import open_views, views_of
from carecircle.web.feed.items import items_of
from carecircle.web.medications.fragments import MEDICATION_FRAGMENTS
from carecircle.web.notes import note_views
from carecircle.web.observations.agenda import item_views
from carecircle.web.observations.usual import usual_views
from carecircle.web.observations.views import observation_views
from carecircle.web.people.members import member_shown
from carecircle.web.people_shown import the_recipient_view
from carecircle.web.shifts.duty import duty_view
from carecircle.web.shifts.handoff_views import handoff_view
from carecircle.web.shifts.views import day_views as day_views_of_rota
from carecircle.web.shifts.views import touched

Context = dict[str, Any]
Gather = Callable[[Session, Event, str, str], Context]


def _emergency(session: Session, event: Event, role: str, zone: str) -> Context:
    family_id, wanted = event.family_id, event.data["emergency"]
    still_open = open_views(session, family_id, role)
    found = [one for one in still_open if one.id == wanted]
    if not found:
        found = views_of(session, family_id, [the_emergency(session, family_id, wanted)], role)
    return {
        "emergency": found[0],
        "open_emergencies": still_open,
        "types": words.types(),
        "outcomes": words.outcomes(),
        "values": {},
        "errors": {},
    }


def _note(session: Session, event: Event, role: str, zone: str) -> Context:
    note = the_note(session, event.family_id, event.data["note"], role)
    return {"note": note_views(session, [note], zone)[0]}


def _message(session: Session, event: Event, role: str, zone: str) -> Context:
    message = the_message(session, event.family_id, event.data["message"], role)
    return {"message": message_views(session, [message], zone)[0]}


def _channel(session: Session, event: Event, role: str, zone: str) -> Context:
    channel = the_channel(session, event.family_id, event.data["channel"], role)
    return {"channel": channel_views(session, event.family_id, [channel], {})[0]}


def _shift(session: Session, event: Event, role: str, zone: str) -> Context:
    shift = the_shift(session, event.family_id, event.data["shift"])
    return {
        "days": day_views_of_rota(session, event.family_id, zone, touched(session, shift, zone)),
        "duty": duty_view(session, event.family_id, zone),
        "may_work": permissions.allows(role, "shift:work"),
    }


def _handoff(session: Session, event: Event, role: str, zone: str) -> Context:
    shift = the_shift(session, event.family_id, event.data["shift"])
    found = [
        one
        for one in handoffs_of(session, event.family_id, shift.id)
        if one.id == event.data.get("handoff")
    ]
    shown = handoff_view(session, found[0], shift, zone) if found else None
    return _shift(session, event, role, zone) | {"handoff": shown}


def _observation(session: Session, event: Event, role: str, zone: str) -> Context:
    found = the_observation(session, event.family_id, event.data["observation"])
    usual = usual_views(session, event.family_id, found.kind, found.recipient_id)
    return {"observation": observation_views(session, [found], zone)[0], "usual": usual}


def _agenda(session: Session, event: Event, role: str, zone: str) -> Context:
    return {
        "items": item_views(session, event.family_id, zone),
        "may_change": permissions.allows(role, "agenda:change"),
    }


def _member(session: Session, event: Event, role: str, zone: str) -> Context:
    member = session.get_one(Member, event.data["member"])
    may_manage = permissions.allows(role, "member:change")
    return {
        "member": member_shown(member),
        "may_manage": may_manage,
        "open_emergencies": open_views(session, event.family_id, role),  # who is not reached yet
    }


def _recipient(session: Session, event: Event, role: str, zone: str) -> Context:
    return {"recipient": the_recipient_view(session, event.family_id, event.data["recipient"])}


FRAGMENTS: dict[str, Gather] = {
    **MEDICATION_FRAGMENTS,
    "emergency:alert": _emergency,
    "emergency:updated": _emergency,
    "emergency:acknowledged": _emergency,
    "emergency:declined": _emergency,
    "emergency:escalated": _emergency,
    "emergency:resolved": _emergency,
    "emergency:reopened": _emergency,
    "emergency:received": _emergency,
    "note:added": _note,
    "shift:changed": _shift,
    "shift:started": _shift,
    "shift:ended": _shift,
    "shift:uncovered": _shift,
    "shift:handoff": _handoff,
    "shift:accepted": _handoff,
    "observation:recorded": _observation,
    "observation:corrected": _observation,
    "agenda:changed": _agenda,
    "channel:opened": _channel,
    "message": _message,
    "message:edited": _message,
    "member:joined": _member,
    "member:changed": _member,
    "member:removed": _member,
    "recipient:changed": _recipient,
}


def html_of(event: Event, role: str) -> str:
    """The elements that a page swaps in for this event; none for a type that moves no screen."""
    gather = FRAGMENTS.get(event.type)
    if gather is None:
        return ""
    with reading() as session:
        family = session.get_one(Family, event.family_id)
        told = [event] if event.type in TOLD_TYPES else []
        lines = items_of(session, told, family.zone)
        context = gather(session, event, role, family.zone)
    template = f"feed/_{event.type.replace(':', '_')}.html"
    item = lines[0] if lines else None
    return render_template(template, item=item, family=family, **context)
