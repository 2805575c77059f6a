"""SQLite: the settings of a connection, and a write that waits for its turn without blocking."""

import random
import sqlite3
import time

from sqlalchemy import Connection
from sqlalchemy.engine.interfaces import DBAPICursor

from carecircle.db.timeouts import SQLITE_BUSY_MS, SQLITE_LOCK_S

LOCK_WAIT_S = SQLITE_LOCK_S


def prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute(f"PRAGMA busy_timeout={SQLITE_BUSY_MS}")


def begin(connection: Connection) -> None:
    mode = connection.get_execution_options().get("begin", "DEFERRED")
    if mode != "IMMEDIATE" or not _begun_in_time(connection.connection.cursor()):
        connection.exec_driver_sql(f"BEGIN {mode}")


def _begun_in_time(cursor: DBAPICursor) -> bool:
    """Returns whether the transaction has begun. Waits in Python for another process's write:
    SQLite's own wait blocks a whole gevent worker."""
    end, pause = time.monotonic() + LOCK_WAIT_S, 0.001
    cursor.execute("PRAGMA busy_timeout=0")
    try:
        while (is_begun := _try_to_begin(cursor)) is None and time.monotonic() < end:
            time.sleep(pause * random.uniform(0.5, 1.5))
            pause = min(pause * 1.5, 0.02)
        return bool(is_begun)
    finally:
        cursor.execute(f"PRAGMA busy_timeout={SQLITE_BUSY_MS}")


def _try_to_begin(cursor: DBAPICursor) -> bool | None:
    """Returns None while another process writes, False on any other error."""
    try:
        cursor.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        return None if error.sqlite_errorname.startswith("SQLITE_BUSY") else False
    return True
