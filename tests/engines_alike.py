"""Nearly every test makes a database engine, for one of the same two dialects: what SQLAlchemy
finds out about a dialect and compiles for it is kept for the next engine in the process. And no
test pulls out the plug: SQLite need not wait for the disk, as the PostgreSQL of the tests does not.
"""

from functools import cache
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.engine import create
from sqlalchemy.util import LRUCache

from carecircle.db import session, sqlite

MOST_STATEMENTS = 5_000
_known: dict[str, Any] = {}
_compiled: dict[str, Any] = {}
_engine, prepare_for_a_power_cut = session._engine, sqlite.prepare


def _alike(url: Any, *options: Any) -> Engine:
    """A dialect is known once a connection has told it which server it is."""
    engine, name = _engine(url, *options), url.get_backend_name()
    if name not in _known:
        event.listen(engine, "first_connect", lambda *_: _known.setdefault(name, engine.dialect))
        return engine
    engine.dialect = engine.pool._dialect = _known[name]
    engine._compiled_cache = _compiled.setdefault(name, LRUCache(MOST_STATEMENTS))
    return engine


def _prepare_unsafe_but_quick(connection: Any, record: Any) -> None:
    prepare_for_a_power_cut(connection, record)
    connection.execute("PRAGMA synchronous=OFF")


def install() -> None:
    session._engine, sqlite.prepare = _alike, _prepare_unsafe_but_quick
    create.util.get_cls_kwargs = cache(create.util.get_cls_kwargs)
