"""Sentences that earlier versions wrote into rows become codes, and read as they did before."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import MetaData, Table, select
from sqlalchemy.orm import Session

from carecircle.care.medications.models import Administration, StockEntry
from carecircle.care.medications.models.follow_ups import Task
from carecircle.care.outreach.failures import Failure, sentence
from carecircle.care.outreach.models import OutboxMessage
from carecircle.care.outreach.rules import title_of
from carecircle.care.shifts.models import Handoff
from carecircle.db import migrate
from carecircle.db.session import Database
from carecircle.languages import catalogue
from carecircle.web.language.translation import init_translation
from carecircle.web.medications.stock.pages import entry_resource
from carecircle.web.shared.wording.follow_up_words import why_words
from carecircle.web.shared.wording.medication_words import reason_words, void_words
from carecircle.web.shifts.handoff_views import facts_shown
from tests.db.filling import AT, fill, row

BEFORE = "0024"
WHYS = (
    "Refused 3 times running",
    "A time-critical dose was not taken",
    "Nothing is left",
    "It runs low",
    "Used on each of the last 7 days",
    "Not used for 30 days",
    "The day of its review has come",
    "Said by a version that nobody remembers",
)
ERRORS = (
    "No e-mail is set up on this server",
    "The address was refused",
    "The push service answered 502",
    "The server there cannot be reached (ConnectionRefusedError)",
    "No answer in time",
    "No answer in time (TimeoutError)",
    "OSError",
    "Something (that no version) wrote",
)
FACTS = (
    ["k-given", "3 of 4 doses given"],
    ["k-late", "Late: Metformin, given 08:40"],
    ["cross", "Not given: Ramipril. Too sleepy"],
    ["cross", "Not given: Ramipril. Keyed in from paper, signed BO"],
    ["k-blank", "Not recorded: Vitamin D 12:00"],
    ["k-blank", "Not recorded yet: Vitamin D"],
    ["k-blank", "Left unrecorded: She slept"],
    ["pill", "PRN: Paracetamol 09:10, next safe time 13:10"],
    ["pill", "PRN: Paracetamol 09:10, next safe time Tuesday 24 November 02:00"],
    ["pill", "Metformin: 1 day left"],
    ["pill", "Metformin: 12 days left"],
    ["k-emg", "A fall, 10:02"],
    ["k-emg", "An emergency was raised"],
    ["eye", "Drank 350 ml"],
    ["eye", "Pulse: 72 /min (after the stairs, twice), 80 /min"],
    ["eye", "Blood pressure: 120/80 mmHg"],
    ["eye", "Bowels: Bristol 4"],
    ["eye", "Mood: Low, Calm (at noon)"],
    ["fall", "Incident: A fall"],
    ["warn", "Something is different: Newly confused"],
    ["note", "Ben Okafor: Slept until ten: well"],
    ["moon", "Said by a version that nobody remembers"],
)


@pytest.fixture(autouse=True)
def english() -> Iterable[None]:
    app = Flask("reader")
    init_translation(app)
    with app.test_request_context():
        yield


def write(database: Database, table: str, rows: list[dict[str, Any]]) -> None:
    """Of the schema before; what is not said is as filling has it."""
    old = Table(table, MetaData(), autoload_with=database.writer)
    with database.writer.begin() as connection:
        for number, one in enumerate(rows):
            connection.execute(old.insert(), [row(old) | {"id": f"old{number:02}"} | one])


def old_database(database: Database) -> None:
    migrate.upgrade(database, BEFORE)
    fill(database)


def kept(database: Database, kind: Any) -> list[Any]:
    with Session(database.writer) as session:
        rows = session.scalars(select(kind).where(kind.id.like("old%")).order_by(kind.id))
        return list(rows)


def test_tasks_are_read_as_before(empty: Database) -> None:
    old_database(empty)
    done = {"done_at": AT}
    write(empty, "medication_task", [done | {"why": why, "step": "done"} for why in WHYS])
    migrate.upgrade(empty)
    tasks = kept(empty, Task)
    assert tuple(why_words(task.reason, task.count, task.why) for task in tasks) == WHYS
    assert [task.why for task in tasks] == [None] * 7 + [WHYS[-1]]
    assert [task.count for task in tasks] == [3, None, None, None, 7, 30, None, None]
    assert {task.status for task in tasks} == {"done"}


CODES = [
    ("refused_running", 3, None),
    ("time_critical_not_taken", None, None),
    ("stock_out", None, None),
    ("stock_low", None, None),
    ("used_daily", 7, None),
    ("unused", 30, None),
    ("review_date", None, None),
    (None, None, WHYS[-1]),
]


@pytest.mark.parametrize("step", ["open", "claimed", "ordered", "collected", "done"])
def test_events_of_tasks_have_the_codes_of_their_tasks(empty: Database, step: str) -> None:
    old_database(empty)
    done = {"done_at": AT, "step": "done", "outcome": "With Dr Malik: keep it"}
    write(empty, "medication_task", [done | {"why": why} for why in WHYS])
    told = {"family_id": "xyz", "type": "medication:task", "audience": "family"}
    data = [{"task": f"old{number:02}", "medication": "xyz", "step": step} for number in range(8)]
    event = Table("event", MetaData(), autoload_with=empty.writer)
    with empty.writer.begin() as connection:
        rows = [told | {"seq": 101 + n, "at": AT, "data": one} for n, one in enumerate(data)]
        connection.execute(event.insert(), rows)
    migrate.upgrade(empty)
    with empty.reader.connect() as connection:
        found = select(event.c.data).where(event.c.seq > 100).order_by(event.c.seq)
        after = list(connection.scalars(found))
    assert [(one["reason"], one["count"], one["why"]) for one in after] == CODES
    assert {one["outcome"] for one in after} == {done["outcome"] if step == "done" else None}
    assert {one["said"] for one in after} == {done["outcome"]}


def test_the_register_is_read_as_before(empty: Database) -> None:
    old_database(empty)
    notes = [("counted", "First count"), ("put_back", "Undone"), ("counted", "Two fell down")]
    rows = [{"number": 70 + n, "kind": k, "note": note} for n, (k, note) in enumerate(notes)]
    write(empty, "stock_entry", rows)
    migrate.upgrade(empty)
    entries = kept(empty, StockEntry)
    assert [entry_resource(entry)["note"] for entry in entries] == [note for _k, note in notes]
    assert [entry.note for entry in entries] == [None, None, "Two fell down"]


def test_records_are_read_as_before(empty: Database) -> None:
    old_database(empty)
    void = {"voided_at": AT, "voided_by": "xyz", "dose_id": None}
    reasons = ["Keyed in from paper, signed BO", "Pasado del papel, firmado -", "Too sleepy", None]
    whys = ["Undone", "Wrong person", None, None]
    rows = [void | {"reason": r, "voided_why": w} for r, w in zip(reasons, whys, strict=True)]
    write(empty, "administration", rows)
    migrate.upgrade(empty)
    records = kept(empty, Administration)
    in_english = [reasons[0], "Keyed in from paper, signed -", *reasons[2:]]
    assert [reason_words(record) for record in records] == in_english
    assert [record.reason for record in records] == [None, None, "Too sleepy", None]
    assert [record.signed_by for record in records] == ["BO", None, None, None]
    assert [void_words(record) for record in records] == whys
    assert [record.is_undone for record in records] == [True, False, False, False]


def test_a_handoff_is_read_as_before(empty: Database) -> None:
    old_database(empty)
    write(empty, "handoff", [{"facts": list(FACTS), "written_at": AT}])
    migrate.upgrade(empty)
    [handoff] = kept(empty, Handoff)
    assert facts_shown(handoff, "Europe/London") == list(FACTS)
    earlier = [one["text"] for one in handoff.facts if one["kind"] == "earlier"]
    assert earlier == ["Said by a version that nobody remembers"]


def test_a_handoff_written_in_spanish_is_read_in_english(empty: Database) -> None:
    old_database(empty)
    spanish = [
        ["k-given", "3 de 4 tomas dadas"],
        ["k-late", "Con retraso: Metformin, dada a las 08:40"],
        ["cross", "No dada: Ramipril. Pasado del papel, firmado BO"],
        ["pill", "PRN: Paracetamol 09:10, próxima hora segura martes 24 de noviembre 02:00"],
        ["pill", "Metformin: quedan 12 días"],
        ["k-emg", "Una caída, 10:02"],
        ["eye", "Ánimo: Decaído, En calma (at noon)"],
    ]
    write(empty, "handoff", [{"facts": spanish, "written_at": AT}])
    migrate.upgrade(empty)
    [handoff] = kept(empty, Handoff)
    english = [FACTS[n] for n in (0, 1, 3, 8, 10, 11, 17)]
    assert facts_shown(handoff, "Europe/London") == english


def test_failures_are_read_as_before(empty: Database) -> None:
    old_database(empty)
    write(empty, "outbox_message", [{"error": error} for error in ERRORS])
    migrate.upgrade(empty)
    found = [sentence(Failure(m.error, m.error_detail)) for m in kept(empty, OutboxMessage)]
    assert tuple(found) == ERRORS


def test_the_kinds_of_messages_are_told_apart(empty: Database) -> None:
    old_database(empty)
    drill = {"status": "resolved", "is_drill": True, "recipient_id": None}
    write(empty, "emergency", [drill])
    write(empty, "emergency_step", [{"emergency_id": "old00", "round": 3, "position": 1}])
    simulacro = catalogue("es")["CareCircle: drill"][0]
    about = {"subject_id": "old00", "channel": "email", "address": "a@b.example"}
    alert = {"step_id": "old00", "title": simulacro, "state": "sent", "sent_at": AT}
    rows = [
        about | alert,
        about | {"step_id": "old00-coming-3", "title": f"{simulacro}, x"},
        about | {"step_id": "old00-over-12", "title": f"{simulacro}, y"},
        about | {"step_id": "old00-late-0", "created_at": AT + timedelta(seconds=1)},
        {"path": "/families/xyz/notifications"},
        {"path": "/"},
        {"subject_id": "gone", "step_id": "gone"},
    ]
    write(empty, "outbox_message", rows)
    migrate.upgrade(empty)
    found = kept(empty, OutboxMessage)
    kinds = ["alert", "coming", "over", "answered", "digest", "code", "alert"]
    assert [one.kind for one in found] == kinds
    assert [one.round for one in found] == [3, 3, 12, 3, None, None, None]
    assert [one.step_id for one in found] == ["old00", *[None] * 6]
    assert [one.emergency_id for one in found] == ["old00"] * 4 + [None] * 3
    assert [one.is_drill for one in found] == [True] * 4 + [False] * 3
    assert title_of(found[2].kind, is_drill=found[2].is_drill) == "CareCircle: drill, over"


def test_a_browser_and_its_system_are_divided(empty: Database) -> None:
    old_database(empty)
    said = ["Firefox on Android", "Firefox", "iPad", "", "Somebody's own on nothing"]
    rows = [{"browser": words, "key_hash": str(n)} for n, words in enumerate(said)]
    write(empty, "auth_session", rows)
    migrate.upgrade(empty)
    table = Table("auth_session", MetaData(), autoload_with=empty.writer)
    rows = select(table.c.browser, table.c.system).where(table.c.id.like("old%"))
    with empty.writer.begin() as connection:
        found = connection.execute(rows.order_by(table.c.id)).all()
    assert [tuple(one) for one in found] == [
        ("Firefox", "Android"),
        ("Firefox", ""),
        ("", "iPad"),
        ("", ""),
        ("Somebody's own on nothing", ""),
    ]
