"""The one way to write: transaction(). Only the outermost block commits.

Work that belongs to the end of the transaction (numbering events, the audit trail) is queued with
`before_commit`, and notifications with `after_commit`. SQLAlchemy's own after_commit
event also fires when a savepoint is released, so it is not used.
"""

import hashlib
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from sqlalchemy import event, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from carecircle.db import sqlite
from carecircle.db.after_commit import run_each
from carecircle.db.engines import create as _engine
from carecircle.db.failures import OutcomeUnknown, is_broken_off
from carecircle.db.timeouts import COMMAND, SQLITE_WRITES, Timeouts
from carecircle.db.turns import Turns

POOL_SIZE = 20


class Database:
    """An engine for writers and one for readers, over the same pool."""

    def __init__(self, url: str, *, pool_size: int = POOL_SIZE, timeouts: Timeouts = COMMAND):
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _engine(self.url, pool_size, timeouts)
        self.turns = Turns(only=SQLITE_WRITES if self.is_sqlite else None)
        if self.is_sqlite:
            event.listen(self.engine, "connect", sqlite.prepare)
            event.listen(self.engine, "begin", sqlite.begin)
        self.writer = self.engine.execution_options(begin="IMMEDIATE")
        self.reader = self.engine.execution_options(begin="DEFERRED")

    @property
    def name(self) -> str:
        """Returns a name that differs between databases, without any secret of the URL."""
        place = self.url.database or ""
        if self.is_sqlite:
            place = str(Path(place).resolve())
        is_here = self.url.host in (None, "", "localhost", "127.0.0.1", "::1")
        host = socket.gethostname() if is_here else self.url.host
        address = f"{host}:{self.url.port or ''}/{place}"
        return hashlib.sha256(address.encode()).hexdigest()[:16]

    def close(self) -> None:
        self.engine.dispose()


class Transaction:
    """The current transaction: its session, and work queued for its end."""

    def __init__(self, session: Session):
        self.session = session
        self.info: dict[str, Any] = {}
        self._before: list[tuple[int, Callable[[], None]]] = []
        self._after: list[Callable[[], None]] = []

    def before_commit(self, work: Callable[[], None], *, rank: int = 0) -> None:
        """Queue work for the end, lower ranks first: contended locks are taken in one order."""
        self._before.append((rank, work))

    def after_commit(self, work: Callable[[], None]) -> None:
        self._after.append(work)

    def _finish(self) -> None:
        self.session.flush()
        while self._before:
            self._before.sort(key=lambda item: item[0])
            self._before.pop(0)[1]()
        self.session.flush()
        self._commit()

    def _commit(self) -> None:
        """Raises OutcomeUnknown if the connection broke in the meantime."""
        try:
            self.session.commit()
        except DBAPIError as error:
            if is_broken_off(error) and error.orig is not None:
                raise OutcomeUnknown("COMMIT", None, error.orig) from error
            raise
        _commits.set(_commits.get() + 1)


_bound: list[Database] = []
_own: ContextVar[Database | None] = ContextVar("own_database", default=None)
_current: ContextVar[Transaction | None] = ContextVar("transaction", default=None)
_commits: ContextVar[int] = ContextVar("commits", default=0)


def bind(database: Database) -> Database:
    """Make it the database of this process; returns it."""
    _bound[:] = [database]
    return database


def database() -> Database:
    """Returns the database of this context, or that of the process."""
    return _own.get() or _bound[0]


@contextmanager
def using(own: Database) -> Iterator[None]:
    """In this context, connect through this database instead of that of the process."""
    token = _own.set(own)
    try:
        yield
    finally:
        _own.reset(token)


@contextmanager
def transaction() -> Iterator[Transaction]:
    """Join the current transaction, or open one, commit it and then run the after_commit work.

    What fails after the commit is logged and does not leave. Raises Busy, OutcomeUnknown.
    """
    running = _current.get()
    if running is not None:
        yield running
        return
    writer = database()
    with writer.turns.turn(), Session(writer.writer, expire_on_commit=False) as session:
        tx = Transaction(session)
        token = _current.set(tx)
        try:
            yield tx
            tx._finish()
        finally:
            _current.reset(token)
    run_each(tx._after)


def forget_commits() -> None:
    """Count the commits of this context from 0, as when a request begins."""
    _commits.set(0)


def has_committed() -> bool:
    """Returns whether anything was committed in this context since then."""
    return _commits.get() > 0


@contextmanager
def reading() -> Iterator[Session]:
    """Yields a session for reading: that of the current transaction, or a short one of its own."""
    running = _current.get()
    if running is not None:
        yield running.session
        return
    with Session(database().reader, expire_on_commit=False) as session:
        yield session
