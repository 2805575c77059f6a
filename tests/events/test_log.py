"""Numbers, commits and visibility have one order, without a gap."""

import threading

import pytest
from sqlalchemy import text

from carecircle.db.session import Database, reading, transaction
from carecircle.events import cursor, log
from carecircle.events.who import EventActor
from tests import cast


def say(family_id: str, note: str = "1") -> None:
    log.emit("note:added", family_id=family_id, actor=EventActor("a", "Ana"), data={"note": note})


def seqs(family_id: str, after: int = 0) -> list[int]:
    with reading() as session:
        return [event.seq for event in cursor.read_after(session, family_id, after, 5000)]


def test_events_of_a_transaction_are_numbered_in_order_and_told_once(database: Database) -> None:
    family = cast.gather().family_id
    told: list[tuple[str, int]] = []
    stop = log.on_notify(lambda *news: told.append(news))
    with transaction():
        say(family, "1")
        say(family, "2")
        assert told == []
    stop()
    assert seqs(family) == [1, 2]
    assert told == [(family, 2)]


def test_nothing_is_numbered_or_told_when_the_transaction_fails(database: Database) -> None:
    family = cast.gather().family_id
    told: list[tuple[str, int]] = []
    stop = log.on_notify(lambda *news: told.append(news))
    with pytest.raises(ZeroDivisionError), transaction():
        say(family)
        1 / 0  # noqa: B018
    stop()
    with transaction():
        say(family)
    assert (seqs(family), told) == ([1], [])


def test_nested_blocks_commit_once_with_the_outermost(database: Database) -> None:
    family = cast.gather().family_id
    with transaction():
        with transaction():
            say(family)
        assert seqs(family) == []
    assert seqs(family) == [1]


def test_a_reader_that_follows_writers_never_passes_a_gap(database: Database) -> None:
    family = cast.gather().family_id
    writers = [threading.Thread(target=_write_some, args=(family, 15)) for _ in range(8)]
    for writer in writers:
        writer.start()
    seen: list[int] = []
    while len(seen) < 120:
        seen += seqs(family, seen[-1] if seen else 0)
        if not any(writer.is_alive() for writer in writers):
            seen += seqs(family, seen[-1] if seen else 0)
            break
    for writer in writers:
        writer.join()
    assert seen == list(range(1, 121))


def _write_some(family: str, count: int) -> None:
    for _ in range(count):
        with transaction() as tx:
            tx.session.execute(text("SELECT 1"))
            say(family)


def test_an_event_outside_the_catalogue_is_refused(sqlite_database: Database) -> None:
    family = cast.gather().family_id
    with pytest.raises(ValueError, match="catalogue"), transaction():
        log.emit("dose:eaten", family_id=family, actor=None, data={})
    with pytest.raises(ValueError, match="lacks note"), transaction():
        log.emit("note:added", family_id=family, actor=None, data={})


BAD = [
    ("", "malformed"),
    ("abc", "malformed"),
    ("-1", "malformed"),
    ("e-01", "malformed"),
    ("e-٣", "malformed"),
    ("e-" + "9" * 30, "malformed"),
    ("e--1", "malformed"),
    ("other-1", "unknown-epoch"),
    ("{epoch}-4", "beyond-head"),
    ("{epoch}-0", "too-old"),
]


@pytest.mark.parametrize(("given", "reason"), BAD)
def test_a_bad_cursor_starts_afresh_and_says_why(
    sqlite_database: Database, given: str, reason: str
) -> None:
    family = cast.gather().family_id
    with transaction() as tx:
        for _ in range(3):
            say(family)
    with transaction() as tx:
        tx.session.execute(text("UPDATE family_stream SET floor = 1"))
    with reading() as session:
        top = cursor.head(session, family)
        answer = cursor.resume(session, family, given.format(epoch=top.epoch))
    assert (answer.recovered, answer.reason, answer.after) == (False, reason, 3)


def test_a_good_cursor_goes_on_where_it_was(sqlite_database: Database) -> None:
    family = cast.gather().family_id
    with transaction():
        say(family)
    with reading() as session:
        top = cursor.head(session, family)
        assert cursor.resume(session, family, f"{top.epoch}-0").after == 0
        assert cursor.resume(session, family, None).after == 1
        assert cursor.resume(session, family, f"{top.epoch}-0", most=0).reason == "too-far-behind"
