"""What the sentences of the feed need to know, fetched for many events at once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle.care.agenda.models import AgendaItem
from carecircle.care.chat.models import Channel
from carecircle.care.emergencies.models import Emergency
from carecircle.care.families.models import Member
from carecircle.care.medications import regimens as regimen_queries
from carecircle.care.medications.giving.regimen_in_force import regimen_in_force_at
from carecircle.care.medications.models import Administration, Dose, Incident, Medication, Regimen
from carecircle.care.medications.models.follow_ups import Task
from carecircle.care.notes.models import Note
from carecircle.care.observations.models import Observation
from carecircle.care.recipients.models import Recipient
from carecircle.care.shifts.models import Shift
from carecircle.events.models import Event

_KINDS: dict[str, Any] = {
    "medication": Medication,
    "dose": Dose,
    "administration": Administration,
    "replaces": Administration,
    "task": Task,
    "incident": Incident,
    "emergency": Emergency,
    "note": Note,
    "member": Member,
    "recipient": Recipient,
    "shift": Shift,
    "channel": Channel,
    "item": AgendaItem,
    "observation": Observation,
}

RECORD = "administration"


@dataclass
class Facts:
    """Rows by the name that events give them, the regimens by which something was given, by
    medication, the initials of all members, and whose clock it is."""

    rows: dict[tuple[str, str], Any] = field(default_factory=dict)
    regimens: dict[str, list[Regimen]] = field(default_factory=dict)
    initials: dict[str, str] = field(default_factory=dict)
    zone: str = "UTC"

    def get(self, event: Event, name: str) -> Any:
        """The row that the event names; None where it names none."""
        return self.rows.get((name, event.data.get(name) or ""))

    def regimen(self, record: Administration) -> Regimen | None:
        """By which it was given."""
        dose = self.rows.get(("dose", record.dose_id or ""))
        return regimen_in_force_at(record, dose, self.regimens.get(record.medication_id, ()))


def gather(session: Session, events: Iterable[Event]) -> Facts:
    """One query a kind of thing, at most."""
    events, facts = list(events), Facts()
    if not events:
        return facts
    for name, model in _KINDS.items():
        ids = {event.data.get(name) for event in events} - {None}
        for row in _rows(session, model, ids):
            facts.rows[name, row.id] = row
    given = {row.medication_id for (name, _id), row in facts.rows.items() if name == RECORD}
    facts.regimens = regimen_queries.all_regimens(session, given)
    members = select(Member).where(Member.family_id == events[0].family_id)
    facts.initials = {member.id: member.initials for member in session.scalars(members)}
    return facts


def _rows(session: Session, model: Any, ids: set[Any]) -> Iterable[Any]:
    return session.scalars(select(model).where(model.id.in_(ids))) if ids else ()
