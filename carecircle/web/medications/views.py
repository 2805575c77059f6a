"""What the templates of doses and medications are given."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.medications import outcomes, queries, rules
from carecircle.care.medications.models import Administration, Medication, Regimen
from carecircle.care.medications.queries import DoseOfDay, doses_of_day
from carecircle.web import times
from carecircle.web.medications import words
from carecircle.web.people_shown import initials_of

_MARKS = {"upcoming": "up", "due": "due", "late": "late", "not_recorded": "blank"}


@dataclass(frozen=True)
class RecordView:
    """One administration. at_time: HH:MM on the recipient's clock."""

    id: str
    url: str
    by: dict[str, str]
    outcome: str
    words: str
    at_time: str
    note: str | None
    reason: str | None


@dataclass(frozen=True)
class DoseView:
    """One row of the day. mark, letter: the shape that says its state."""

    id: str
    url: str
    medication_name: str
    strength: str
    amount: str
    route: str
    instructions: str | None
    is_time_critical: bool
    due_at: datetime
    due_time: str
    day_part: str
    state: str
    state_words: str
    mark: str
    letter: str
    outcome: str | None
    administration: RecordView | None
    earlier: list[RecordView]
    can_undo_until: datetime | None


def day_views(session: Session, family_id: str, recipient: Any, on: Any = None) -> list[DoseView]:
    """The doses of a care recipient's day, today unless `on` says otherwise."""
    on = on or times.today(recipient.zone)
    initials = initials_of(session, family_id)
    return [dose_view(d, initials) for d in doses_of_day(session, family_id, on, recipient.id)]


def dose_view(found: DoseOfDay, initials: dict[str, str]) -> DoseView:
    now, zone = clock.now(), found.zone
    state, standing = found.state(now), found.standing
    mark, letter = _mark(state, standing)
    return DoseView(
        id=found.dose.id,
        url=f"/families/{found.dose.family_id}/doses/{found.dose.id}",
        medication_name=found.medication.name,
        strength=found.medication.strength or "",
        amount=words.amount_words(found.regimen.quantity, found.regimen.unit),
        route=found.medication.route,
        instructions=found.medication.instructions,
        is_time_critical=found.medication.is_time_critical,
        due_at=times.local(found.dose.due_at, zone),
        due_time=times.hhmm(found.dose.due_at, zone),
        day_part=rules.day_part(found.dose.local_time),
        state=state,
        state_words=words.state_words(found, state, now),
        mark=mark,
        letter=letter,
        outcome=standing.outcome if standing else None,
        administration=record_view(standing, zone, initials) if standing else None,
        earlier=[record_view(r, zone, initials) for r in found.records if r is not standing],
        can_undo_until=_undo_until(standing, now),
    )


def record_view(record: Administration, zone: str, initials: dict[str, str]) -> RecordView:
    return RecordView(
        id=record.id,
        url=f"/families/{record.family_id}/administrations/{record.id}",
        by={
            "id": record.recorded_by,
            "name": record.recorded_by_name,
            "initials": initials.get(record.recorded_by, "?"),
        },
        outcome=record.outcome,
        words=words.record_words(record, zone),
        at_time=times.hhmm(record.given_at, zone),
        note=record.note,
        reason=record.reason,
    )


def last_view(record: Administration, zone: str) -> dict[str, str]:
    """A line of "Last three"."""
    mark, letter = _mark("recorded", record)
    return {
        "mark": mark,
        "letter": letter,
        "tone": "refused" if letter else "given",
        "words": words.outcome_words(record.outcome),
        "who": record.recorded_by_name,
        "when": times.when_words(record.given_at, zone),
    }


def medication_view(medication: Medication, regimen: Regimen | None) -> dict[str, Any]:
    return {
        "id": medication.id,
        "url": f"/families/{medication.family_id}/medications/{medication.id}",
        "name": medication.name,
        "strength": medication.strength,
        "amount": words.taken_words(medication, regimen) if regimen else "",
        "route": medication.route,
        "times": regimen.times if regimen else [],
        "instructions": medication.instructions,
        "indication": medication.indication,
        "is_time_critical": medication.is_time_critical,
        "is_prn": medication.is_prn,
        "is_stopped": medication.stopped_at is not None,
        "stopped_why": medication.stopped_why,
    }


def medication_lists(session: Session, family_id: str) -> dict[str, Any]:
    """What is taken, by name, and what was stopped."""
    found = queries.medications_of(session, family_id)
    stopped = queries.stopped_medications(session, family_id)
    return {
        "medications": [medication_view(*pair) for pair in found],
        "stopped": [medication_view(*pair) for pair in stopped],
    }


def _mark(state: str, record: Administration | None) -> tuple[str, str]:
    if record is None:
        return _MARKS[state], ""
    outcome = outcomes.BY_NAME[record.outcome]
    if outcome.is_taken:
        return ("part" if outcome.name == "partly" else "given"), ""
    return "code", outcome.letter


def _undo_until(record: Administration | None, now: datetime) -> datetime | None:
    if record is None or not rules.can_undo(record.recorded_at, now):
        return None
    return record.recorded_at + timedelta(minutes=rules.UNDO_MIN)
