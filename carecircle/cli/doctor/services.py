"""The doctor's checks of the database and of Redis."""

from collections.abc import Iterator

import redis
from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from carecircle import clock
from carecircle.care.families.models import Family
from carecircle.cli.doctor.findings import Finding, bad, good, note
from carecircle.config import Settings
from carecircle.db import schema
from carecircle.db.gate import said_by_driver
from carecircle.db.session import Database
from carecircle.safety import is_public

MOST_APART_S = 5
FULL = {1: "NORMAL", 2: "FULL", 3: "EXTRA"}


def findings(settings: Settings) -> Iterator[Finding]:
    yield from _database(settings)
    yield _redis(settings)


def _database(settings: Settings) -> Iterator[Finding]:
    database = Database(settings.database_url)
    try:
        schema.check(database)
        with database.reader.connect() as connection:
            kind = "SQLite" if database.is_sqlite else "PostgreSQL"
            yield good("database", f"{kind}, at the newest schema")
            yield from (_sqlite if database.is_sqlite else _postgresql)(connection)
            yield from _demo(settings, connection)
    except schema.DatabaseNotReady as error:
        yield bad("database", str(error))
    except (DBAPIError, SQLAlchemyError, OSError) as error:
        yield bad("database", f"no answer: {said_by_driver(error)}")
    finally:
        database.close()
    if database.is_sqlite and settings.workers > 4:
        yield note("database", "SQLite has one writer at a time: PostgreSQL for many workers")


def _sqlite(connection: Connection) -> Iterator[Finding]:
    journal = connection.scalar(text("PRAGMA journal_mode"))
    synchronous = connection.scalar(text("PRAGMA synchronous"))
    words = f"journal {journal}, synchronous {FULL.get(synchronous, 'OFF')}"
    is_safe = journal == "wal" and synchronous >= 2
    yield good("durability", words) if is_safe else bad("durability", f"{words}: a power cut loses")
    broken = connection.scalar(text("PRAGMA quick_check(1)"))
    yield good("database", "its pages are sound") if broken == "ok" else bad("database", broken)


def _postgresql(connection: Connection) -> Iterator[Finding]:
    for name in ("fsync", "full_page_writes", "synchronous_commit"):
        value = connection.scalar(text(f"SHOW {name}"))
        words = f"{name} is {value}"
        yield (
            bad("durability", f"{words}: a power cut loses")
            if value == "off"
            else good("durability", words)
        )
    apart = abs((connection.scalar(text("SELECT clock_timestamp()")) - clock.now()).total_seconds())
    words = f"the database's clock is {apart:.1f} s from ours"
    yield (
        good("clock", words) if apart <= MOST_APART_S else bad("clock", f"{words}: use NTP on both")
    )


def _demo(settings: Settings, connection: Connection) -> Iterator[Finding]:
    if connection.scalar(select(Family.id).where(Family.is_demo).limit(1)) is None:
        return
    words = "the demo family is here, with passwords that everybody knows"
    yield bad("demo", words) if is_public(settings) else note("demo", words)


def _redis(settings: Settings) -> Finding:
    if settings.redis_url is None:
        return note("redis", "none: workers of this machine wake each other without it")
    client = redis.Redis.from_url(settings.redis_url, socket_timeout=2, socket_connect_timeout=2)
    try:
        client.ping()
    except (redis.RedisError, OSError) as error:
        return bad("redis", f"no answer ({error}); screens then lag by up to 2 s, nothing is lost")
    finally:
        client.close()
    return good("redis", "answers")
