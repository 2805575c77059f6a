"""The statistics of the day so far; polled every minute, and shown on the page."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.agenda.queries import next_appointment
from carecircle.care.emergencies.queries import open_emergencies
from carecircle.care.families.models import Family
from carecircle.care.feed.queries import last_event_by_member
from carecircle.care.medications.giving.open_doses import open_doses
from carecircle.care.medications.giving.queries import doses_of_day
from carecircle.care.observations.queries import last_of
from carecircle.care.recipients.queries import recipients_of
from carecircle.web.language import times
from carecircle.web.language.translation import gettext as _
from carecircle.web.shared.wording.observation_words import value_words

Row = tuple[str, str, str, str]


@dataclass
class Stats:
    """rows: label, value, detail, tone."""

    rows: list[Row] = field(default_factory=list)

    def resource(self) -> dict[str, Any]:
        named = ("label", "value", "detail", "tone")
        return {"items": [dict(zip(named, map(str, row), strict=True)) for row in self.rows]}


def stats_of(session: Session, family_id: str) -> Stats:
    """Returns the statistics of all care recipients, each for the day in their own time zone."""
    now = clock.now()
    today = [
        dose.state(now)
        for recipient in recipients_of(session, family_id)
        for dose in doses_of_day(session, family_id, times.today(recipient.zone), recipient.id)
    ]
    still_open = [dose.state(now) for dose in open_doses(session, family_id)]
    rows = [_recorded(today), _not_recorded(still_open)]
    rows += [_open(len(open_emergencies(session, family_id)))]
    rows += [_appointment(session, family_id, now), _mood(session, family_id)]
    return Stats([*rows, _last(session, family_id)])


def _recorded(states: list[str]) -> Row:
    done = states.count("recorded")
    return _("Doses recorded"), _("%(done)s of %(all)s", done=done, all=len(states)), "", ""


def _not_recorded(states: list[str]) -> Row:
    blank, late = states.count("not_recorded"), states.count("late")
    detail = _("and %(count)s late", count=late) if late else ""
    return _("Not recorded"), str(blank), detail, "blank" if blank else ""


def _open(count: int) -> Row:
    return (
        _("Open emergencies"),
        str(count) if count else _("None"),
        "",
        "emergency" if count else "",
    )


def _last(session: Session, family_id: str) -> Row:
    event = last_event_by_member(session, family_id)
    if event is None:
        return _("Last contact"), _("None yet"), "", ""
    zone = session.get_one(Family, family_id).zone
    return _("Last contact"), times.when_words(event.at, zone), event.actor_name or "", ""


def _appointment(session: Session, family_id: str, now: datetime) -> Row:
    item = next_appointment(session, family_id, now)
    if item is None or item.due_at is None:
        return _("Next appointment"), _("None"), "", ""
    zone = session.get_one(Family, family_id).zone
    detail = ", ".join(part for part in (item.what, item.place) if part)
    return _("Next appointment"), times.when_words(item.due_at, zone), detail, ""


def _mood(session: Session, family_id: str) -> Row:
    mood = last_of(session, family_id, "mood")
    if mood is None:
        return _("Mood"), _("Not recorded"), "", "blank"
    zone = session.get_one(Family, family_id).zone
    detail = f"{times.when_words(mood.at, zone)}, {mood.recorded_by_name}"
    return _("Mood"), value_words("mood", mood.value, ""), detail, ""
