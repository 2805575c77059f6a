"""The engine of a database, with its limits."""

from typing import Any

import psycopg
from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.exc import InvalidatePoolError

from carecircle.db import answers
from carecircle.db.answers import Silence, answers_within
from carecircle.db.locks import set_limit
from carecircle.db.timeouts import (
    PING_S,
    POOL_WAIT_S,
    SQLITE_LOCK_S,
    Timeouts,
    connection_arguments,
)


def create(url: URL, pool_size: int, timeouts: Timeouts) -> Engine:
    options: dict[str, Any] = {"pool_size": pool_size, "pool_timeout": POOL_WAIT_S}
    if url.get_backend_name() == "sqlite":
        options["connect_args"] = {"timeout": SQLITE_LOCK_S, "check_same_thread": False}
        return create_engine(url, **options)
    given = str(url.query.get("options", ""))
    options["connect_args"] = connection_arguments(timeouts, given)
    engine = create_engine(url, max_overflow=pool_size, **options)
    silence = Silence(timeouts.answer_s)

    @event.listens_for(engine, "do_connect")
    def connect(_dialect: object, _record: object, args: list[Any], settings: Any) -> Any:
        return answers.connect(silence, *args, **settings)

    @event.listens_for(engine, "checkout")
    def ping(connection: Any, record: Any, _fairy: object) -> None:
        """Ask before use, as SQLAlchemy's pool_pre_ping does, but not for long."""
        if record.info.setdefault("used", False):
            _ping(engine, connection)
        record.info["used"] = True

    event.listen(engine, "begin", set_limit)
    return engine


def _ping(engine: Engine, connection: Any) -> None:
    """Raises InvalidatePoolError: then all that waits in the pool is thrown away."""
    try:
        with answers_within(PING_S):
            engine.dialect.do_ping(connection)
    except psycopg.Error as error:
        raise InvalidatePoolError from error
