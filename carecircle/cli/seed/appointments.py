"""The demo's agenda: appointments with drivers, tasks, questions for the doctor.
Days count from today; a negative day is in the past and done."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from carecircle.care.agenda import actions as agenda
from carecircle.care.agenda.inputs import AgendaInput
from carecircle.care.recipients.queries import recipients_of
from carecircle.cli.seed.month import Month
from carecircle.db.session import reading

WRITTEN_BEFORE = timedelta(days=3)
APART = timedelta(hours=5)
NOON = time(12)


@dataclass(frozen=True)
class Coming:
    by: str
    kind: str
    what: str
    days: int
    at: time | None = None
    whose: str | None = None
    place: str = ""
    transport: str = ""
    note: str = ""


COMING = (
    Coming(
        "Ana",
        "appointment",
        "Physiotherapy",
        3,
        time(14, 0),
        "Ben",
        "Riverside surgery, room 4",
        "Ben drives, leave at 13:30",
        "Bring the frame and flat shoes.",
    ),
    Coming(
        "Ana",
        "appointment",
        "Parkinson's nurse, half-year review",
        9,
        time(10, 30),
        "Ana",
        "St Brannoc's hospital, clinic 2",
        "Patient transport, collected 09:40",
        "Take the medication chart and the list of questions.",
    ),
    Coming("Ben", "appointment", "Chiropodist at home", -6, time(11, 0), "Ben"),
    Coming(
        "Ben",
        "task",
        "Collect the repeat prescription",
        1,
        time(17, 0),
        "Ben",
        "Lime Street pharmacy",
    ),
    Coming("Idris", "task", "Change the batteries of the pendant", 2, time(12, 0)),
    Coming("Ana", "task", "Order a non-slip mat for the bath", -2, time(18, 0), "Ana"),
    Coming("Idris", "question", "Stiff before the first tablet: could it be given earlier?", 9),
    Coming("Ana", "question", "May she have a small sherry at Christmas?", 9),
)


def plan(month: Month, today: date, zone: ZoneInfo) -> None:
    """Adds each item some days before it is due; past items were done on their day."""
    with reading() as session:
        rosa = recipients_of(session, month.actors["Ana"].family_id)[0].id
    for place, coming in enumerate(COMING, 1):
        due = datetime.combine(today + timedelta(days=coming.days), coming.at or NOON, tzinfo=zone)
        month.at(_written_at(month, due, place), partial(_live_through, month, coming, due, rosa))


def _written_at(month: Month, due: datetime, place: int) -> datetime:
    return min(due - WRITTEN_BEFORE, month.now - place * APART)


def _live_through(month: Month, coming: Coming, due: datetime, recipient: str) -> None:
    values = {"kind": coming.kind, "what": coming.what, "recipient": recipient}
    values |= {"place": coming.place, "transport": coming.transport, "note": coming.note}
    values |= {"due_at": f"{due:%Y-%m-%dT%H:%M}"} if coming.at else {}
    values |= {"member": month.actors[coming.whose].member_id or ""} if coming.whose else {}
    item = agenda.add_item(month.actors[coming.by], AgendaInput.read(values))
    month.at(due, partial(agenda.finish, month.actors[coming.whose or coming.by], item.id))
