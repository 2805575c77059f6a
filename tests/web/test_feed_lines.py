"""A line of the feed says what its event says: without a query, and the same for ever."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

import pytest
from flask import Flask
from sqlalchemy import event as sqlalchemy_event
from sqlalchemy import select

from carecircle.care.families.models import Member
from carecircle.care.medications.models import Administration, Medication
from carecircle.care.notes.models import Note
from carecircle.care.recipients.models import Recipient
from carecircle.db.session import database, reading, transaction
from carecircle.events.models import Event
from carecircle.web.http.paging import MOST
from carecircle.web.shared.event_lines import lines_of
from tests import cast as casting
from tests.cast import Cast
from tests.flows.stories import STORIES, Home
from tests.visitors import Visitor


@contextmanager
def statements() -> Iterator[list[str]]:
    """What is asked of the database meanwhile."""
    asked: list[str] = []

    def note(*about: object) -> None:
        asked.append(str(about[2]))

    sqlalchemy_event.listen(database().engine, "before_cursor_execute", note)
    yield asked
    sqlalchemy_event.remove(database().engine, "before_cursor_execute", note)


@pytest.fixture
def home(app: Flask) -> Home:
    return Home(app, casting.gather(casting.DAY_ZONE))


@pytest.fixture
def lived(home: Home) -> list[Event]:
    """Every event of some stories of each subject."""
    told = ("medication:corrected", "emergency:resolved", "shift:started", "message")
    for type_ in (*told, "observation:corrected", "agenda:changed", "note:added", "member:changed"):
        for part in STORIES[type_]:
            part(home)
    with reading() as session:
        rows = select(Event).where(Event.family_id == home.cast.family_id)
        return list(session.scalars(rows.order_by(Event.seq)))


def test_a_line_asks_nothing_of_the_database(app: Flask, lived: list[Event]) -> None:
    with app.test_request_context(), statements() as asked:
        lines = lines_of(lived, "Europe/London")
    assert len(lines) > 10
    assert asked == []


def test_a_page_of_fifty_lines_asks_no_more_than_one_of_a_single_line(
    cast: Cast, ana: Visitor
) -> None:
    base, bodies = f"/families/{cast.family_id}", count()

    def asked_for(lines: int) -> int:
        page = ana.page(f"{base}/feed").text  # what is kept in memory is there now
        assert page.count('id="event-') == lines
        with statements() as asked:
            ana.page(f"{base}/feed")
        return len(asked)

    ana.post(f"{base}/notes", body=f"Note {next(bodies)}")
    alone = asked_for(1)
    dose = casting.first_dose(casting.prescribe(cast.ana)).id
    ana.post(f"{base}/doses/{dose}/administration", outcome="given")
    channel = ana.post(f"{base}/channels", name="Family").json["id"]
    for _ in range(MOST // 2):
        ana.post(f"{base}/notes", body=f"Note {next(bodies)}")
        ana.post(f"{base}/channels/{channel}/messages", text=f"Text {next(bodies)}")
    assert asked_for(MOST) == alone


def test_what_is_renamed_later_changes_no_line(app: Flask, home: Home, lived: list[Event]) -> None:
    with app.test_request_context():
        before = [(line.words, line.said) for line in lines_of(lived, "Europe/London")]
        with transaction() as tx:
            for model in (Medication, Member, Recipient):
                for row in tx.session.scalars(select(model)):
                    row.name = "Another"
            for note in tx.session.scalars(select(Note)):
                note.body = "Another"
            for record in tx.session.scalars(select(Administration)):
                record.quantity, record.note = 9_000, "Another"
        with reading() as session:
            again = session.scalars(select(Event).where(Event.seq > 0).order_by(Event.seq)).all()
        assert [(line.words, line.said) for line in lines_of(again, "Europe/London")] == before
    assert any("Amlodipine 5 mg" in words for words, _said in before)


def test_two_who_share_their_letters_keep_their_initials(cast: Cast, app: Flask) -> None:
    other = casting.join(cast.family_id, "Abel Almeida", "AA2", "caregiver")
    casting.prescribe(other, "Ramipril")
    with app.test_request_context(), reading() as session:
        rows = select(Event).where(Event.actor_id == other.member_id)
        [line] = lines_of(session.scalars(rows), "Europe/London")
    assert (line.actor_initials, line.actor_name) == ("AA2", "Abel Almeida")
