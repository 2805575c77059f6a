"""The file format of backups: gzipped JSON lines, the same for SQLite and PostgreSQL.

The first line is a header; then one line a row, [table, {column: value}]; the last line has the
number of rows and the SHA-256 of everything before it."""

import base64
import gzip
import hashlib
import json
import os
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, select, text
from sqlalchemy.types import TypeDecorator, TypeEngine

from carecircle import clock
from carecircle import models as _models  # noqa: F401  registers every table, so none is missing
from carecircle.db.base import Base
from carecircle.db.session import Database

FORMAT = 1
AT_ONE_MOMENT = {"isolation_level": "REPEATABLE READ"}


class UnreadableBackup(Exception):
    """Not a backup, an incomplete one, or one of a newer CareCircle."""


def write(database: Database, path: Path) -> int:
    """Writes all tables as they are at one moment; returns the number of rows."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    digest, rows = hashlib.sha256(), 0
    with os.fdopen(descriptor, "wb") as file, gzip.GzipFile(fileobj=file, mode="wb") as output:
        for line in _lines(database):
            digest.update(line)
            output.write(line)
            rows += 1
        output.write(_line({"rows": rows - 1, "sha256": digest.hexdigest()}))
    part.replace(path)
    return rows - 1


def read(path: Path, schema: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yields (table, row) of a complete and unchanged backup, in an order for foreign keys."""
    rows = _checked(path, schema)
    for line in _rows_of(path, rows):
        table, values = json.loads(line)
        yield table, _decoded(Base.metadata.tables[table], values)


def _lines(database: Database) -> Iterator[bytes]:
    options = {} if database.is_sqlite else AT_ONE_MOMENT
    with database.reader.connect() as connection:
        connection = connection.execution_options(**options)
        with connection.begin():
            at, schema = clock.now().isoformat(), schema_of(connection)
            yield _line({"carecircle backup": FORMAT, "at": at, "schema": schema})
            yield from _rows(connection)


def schema_of(connection: Connection) -> str:
    schema: str = connection.scalars(text("SELECT version_num FROM alembic_version")).one()
    return schema


def _rows(connection: Connection) -> Iterator[bytes]:
    for table in Base.metadata.sorted_tables:
        statement = select(table).order_by(*table.primary_key.columns)
        for row in connection.execution_options(yield_per=500).execute(statement).mappings():
            yield _line([table.name, {name: _encoded(value) for name, value in row.items()}])


def _line(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _encoded(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


_DECODERS: dict[type, Callable[[Any], Any]] = {
    datetime: datetime.fromisoformat,
    date: date.fromisoformat,
    bytes: base64.b64decode,
}


def _decoded(table: Table, values: dict[str, Any]) -> dict[str, Any]:
    decoders = _decoders(table)
    return {n: v if v is None else decoders.get(n, _as_it_is)(v) for n, v in values.items()}


@cache
def _decoders(table: Table) -> dict[str, Callable[[Any], Any]]:
    return {c.name: _DECODERS.get(_python_type(c.type), _as_it_is) for c in table.columns}


def _as_it_is(value: Any) -> Any:
    return value


def _python_type(type_: TypeEngine[Any]) -> type:
    return (type_.impl_instance if isinstance(type_, TypeDecorator) else type_).python_type


def _checked(path: Path, schema: str) -> int:
    """Returns the number of rows, after checking that the file is complete."""
    digest, last, first = hashlib.sha256(), b"", b""
    try:
        with gzip.open(path) as file:
            for line in file:
                digest.update(last)
                first, last = first or line, line
        head, tail = json.loads(first), json.loads(last)
        whole = tail["sha256"] == digest.hexdigest()
        known = head["carecircle backup"] <= FORMAT
    except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
        raise UnreadableBackup(f"{path} is not a whole backup of CareCircle") from error
    if not whole or not known:
        raise UnreadableBackup(
            f"{path} was changed after it was written, or is of a newer CareCircle"
        )
    if head["schema"] != schema:
        raise UnreadableBackup(
            f"{path} has schema {head['schema']}, this place {schema}: restore it with the "
            "CareCircle that made it, then bring that forward"
        )
    return int(tail["rows"])


def _rows_of(path: Path, rows: int) -> Iterator[bytes]:
    with gzip.open(path) as file:
        next(file)
        for _, line in zip(range(rows), file, strict=False):
            yield line
