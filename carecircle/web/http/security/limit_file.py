"""Counts of attempts in a file of the instance folder: shared by the workers of one host."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from limits.storage import Storage
from limits.storage.base import MovingWindowSupport

from carecircle import clock

SCHEME = "attempts"
WAIT_S = 0.5
TABLE = """CREATE TABLE IF NOT EXISTS attempt (key TEXT, at REAL, until REAL);
CREATE INDEX IF NOT EXISTS attempt_by_key ON attempt (key, at);
CREATE INDEX IF NOT EXISTS attempt_by_end ON attempt (until);"""


def address_of(path: object) -> str:
    """Returns the URL of the storage in that file."""
    return f"{SCHEME}://{path}"


class AttemptFile(MovingWindowSupport, Storage):
    """Times are Unix seconds. An attempt is forgotten when its window is over."""

    STORAGE_SCHEME = [SCHEME]

    def __init__(self, uri: str, wrap_exceptions: bool = False, **_options: object):
        super().__init__(uri, wrap_exceptions=wrap_exceptions)
        self._path = uri.removeprefix(f"{SCHEME}://")

    @property
    def base_exceptions(self) -> type[Exception] | tuple[type[Exception], ...]:
        return (sqlite3.Error, OSError)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(self._path, timeout=WAIT_S, isolation_level=None)
        with closing(connection):
            connection.executescript(TABLE)
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("DELETE FROM attempt WHERE until <= ?", (_now(),))
            yield connection
            connection.execute("COMMIT")

    def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        with self._writing() as connection:
            has_room = _window(connection, key, expiry)[1] + amount <= limit
            if has_room:
                _add(connection, key, expiry, amount)
        return has_room

    def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[float, int]:
        with self._writing() as connection:
            return _window(connection, key, expiry)

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        with self._writing() as connection:
            _add(connection, key, expiry, amount)
            return _window(connection, key, expiry)[1]

    def get(self, key: str) -> int:
        with self._writing() as connection:
            [count] = connection.execute(
                "SELECT count(*) FROM attempt WHERE key = ?", (key,)
            ).fetchone()
            return int(count)

    def get_expiry(self, key: str) -> float:
        with self._writing() as connection:
            [until] = connection.execute(
                "SELECT max(until) FROM attempt WHERE key = ?", (key,)
            ).fetchone()
            return float(until or _now())

    def check(self) -> bool:
        try:
            with self._writing():
                return True
        except self.base_exceptions:
            return False

    def reset(self) -> int | None:
        with self._writing() as connection:
            return connection.execute("DELETE FROM attempt").rowcount

    def clear(self, key: str) -> None:
        with self._writing() as connection:
            connection.execute("DELETE FROM attempt WHERE key = ?", (key,))


def _now() -> float:
    return clock.now().timestamp()


def _add(connection: sqlite3.Connection, key: str, expiry: int, amount: int) -> None:
    row = (key, _now(), _now() + expiry)
    connection.executemany("INSERT INTO attempt VALUES (?, ?, ?)", [row] * amount)


def _window(connection: sqlite3.Connection, key: str, expiry: int) -> tuple[float, int]:
    """Returns the time of the oldest attempt within the window, and their number."""
    rows = "SELECT min(at), count(*) FROM attempt WHERE key = ? AND at > ?"
    oldest, count = connection.execute(rows, (key, _now() - expiry)).fetchone()
    return oldest or _now(), count
