"""Writes of eight families while another host holds the rows of a ninth, whose members press on."""

import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import psycopg

from benchmarks.ground import Caller, Member, figures, in_threads, timed
from carecircle.auth import tokens
from carecircle.care.notes.models import Note
from carecircle.db.session import Database, bind, reading, transaction
from tests import cast as casting
from tests.servers import databases
from tests.servers.carecircle import Server
from tests.servers.postgres import Postgres

HELD_S, FAMILIES, PRESSES, EVERY_S = 25.0, 8, 60, 0.25


def measure() -> Iterator[tuple[str, str]]:
    with _served() as (server, url):
        held, *others = [_member(f"Family {number}") for number in range(FAMILIES + 1)]
        yield from _figures("nobody is held", server, others, time.monotonic() + HELD_S / 2)
        with ThreadPoolExecutor(PRESSES) as pool, _holding(url, held.family) as end:
            saved = Event()
            pressed = [pool.submit(_press, server, held, n, saved) for n in range(PRESSES)]
            yield from _figures("one family is held", server, others, end)
            saved.set()
        yield from _presses(pressed, held)


@contextmanager
def _served() -> Iterator[tuple[Server, str]]:
    postgres = Postgres()
    url = postgres.create(databases.migrate_template(postgres))
    database = bind(Database(url))
    with tempfile.TemporaryDirectory(prefix="carecircle-bench-") as folder:
        server = Server(Path(folder) / "instance", database_url=url, workers=2)
        try:
            yield server, url
        finally:
            server.stop()
            database.close()
            postgres.close()


def _member(name: str) -> Member:
    family_id, _ = casting.found(name, f"Rosa {name}")
    admin = casting.join(family_id, "Ana", "AA", "admin")
    with transaction() as tx:
        of = {"family_id": family_id, "scope": "write", "name": "bench"}
        _row, key = tokens.issue(tx.session, admin.account_id or "", **of)
    return Member(family_id, admin.member_id or "", "", "admin", key)


@contextmanager
def _holding(url: str, family_id: str) -> Iterator[float]:
    """Yields when the rows will be released."""
    with psycopg.connect(url) as connection:
        for table, column in (("family", "id"), ("family_stream", "family_id")):
            rows = f"SELECT 1 FROM {table} WHERE {column} = %s FOR UPDATE"
            connection.execute(rows, (family_id,))  # type: ignore[call-overload]
        yield time.monotonic() + HELD_S
        connection.rollback()


def _figures(
    what: str, server: Server, members: list[Member], end: float
) -> Iterator[tuple[str, str]]:
    yield from figures(what, *in_threads([_writing(server, one, end) for one in members]))


def _writing(server: Server, member: Member, end: float) -> Callable[[], list[float]]:
    def work() -> list[float]:
        caller, found = Caller(server, member), []
        while time.monotonic() < end:
            found.append(timed(lambda: _must(caller.call("POST", "/notes", {"body": "Slept"})[0])))
            time.sleep(EVERY_S)
        return found

    return work


def _must(status: int) -> None:
    if status != 201:
        raise RuntimeError(status)


def _press(server: Server, member: Member, number: int, may_end: Event) -> tuple[int, float]:
    """Sends the same again until it is saved; returns the refusals and the longest wait."""
    caller, refused, longest = Caller(server, member), 0, 0.0
    while True:
        began = time.monotonic()
        note = {"body": f"Press {number}"}
        status, _ = caller.call("POST", "/notes", note, **{"Idempotency-Key": str(number)})
        longest = max(longest, time.monotonic() - began)
        if status == 201:
            return refused, longest
        refused += 1
        may_end.wait(1)


def _presses(pressed: list["Future[tuple[int, float]]"], held: Member) -> Iterator[tuple[str, str]]:
    results = [one.result() for one in pressed]
    with reading() as session:
        bodies = [body for (body,) in session.query(Note.body).filter_by(family_id=held.family)]
    yield "writes of the held family, answered 503", f"{sum(count for count, _ in results):,}"
    yield "the longest that one of them waited", f"{max(longest for _, longest in results):.1f} s"
    yield "lost", str(PRESSES - len(set(bodies)))
    yield "doubled", str(len(bodies) - len(set(bodies)))
