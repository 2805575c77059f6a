"""Comparing a restored database with its backup, apart from the epochs."""

from pathlib import Path
from typing import Any

from carecircle.cli.backup import archive
from carecircle.db.session import Database


def tables_that_differ(path: Path, restored: Database, again: Path) -> list[str]:
    """Returns the names of the tables whose rows differ; `again` is the path of a file to write."""
    archive.write(restored, again)
    with restored.reader.connect() as connection:
        schema = archive.schema_of(connection)
    before, after = _tables(path, schema), _tables(again, schema)
    return sorted(name for name in before | after if before.get(name) != after.get(name))


def _tables(path: Path, schema: str) -> dict[str, list[dict[str, Any]]]:
    tables: dict[str, list[dict[str, Any]]] = {}
    for name, values in archive.read(path, schema):
        columns = {k: v for k, v in values.items() if (name, k) != ("family_stream", "epoch")}
        tables.setdefault(name, []).append(columns)
    return tables
