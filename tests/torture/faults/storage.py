"""Faults of the storage: a lock held by somebody else, a full disk."""

import sqlite3
import time

import psycopg

from tests.torture.site import Site

SECOND_TRY_MS = 100


def hold_lock(site: Site, family_id: str, seconds: float) -> bool:
    """SQLite: nobody else writes. PostgreSQL: nobody else writes into this family."""
    if site.kind == "sqlite":
        return _hold_sqlite(site.url.removeprefix("sqlite:///"), seconds)
    return _hold_row(site.url, family_id, seconds)


def _hold_sqlite(path: str, seconds: float) -> bool:
    holder, other = (sqlite3.connect(path, timeout=5, isolation_level=None) for _ in range(2))
    try:
        holder.execute("BEGIN IMMEDIATE")
        time.sleep(seconds)
        other.execute(f"PRAGMA busy_timeout={SECOND_TRY_MS}")
        other.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        return "locked" in str(error)
    finally:
        holder.close()
        other.close()
    return False


ROW = "SELECT seq FROM family_stream WHERE family_id = %s FOR UPDATE"


def _hold_row(url: str, family_id: str, seconds: float) -> bool:
    with psycopg.connect(url) as holder, psycopg.connect(url) as other:
        holder.execute(ROW, [family_id])
        time.sleep(seconds)
        other.execute(f"SET lock_timeout = {SECOND_TRY_MS}")
        try:
            other.execute(ROW, [family_id])
        except psycopg.errors.LockNotAvailable:
            return True
        finally:
            holder.rollback()
            other.rollback()
    return False


def fill_disk(site: Site, seconds: float) -> bool:
    assert site.disk is not None
    with site.disk.filled(site.server.worker_pids(), site.server.process.log) as is_full:
        time.sleep(seconds)
        return is_full
