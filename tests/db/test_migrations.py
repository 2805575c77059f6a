"""A migrated database is the one that the code describes; a newer one is refused."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from carecircle import models as _models  # noqa: F401
from carecircle.db import migrate, schema
from carecircle.db.base import Base
from carecircle.db.session import Database


def test_the_migrations_make_the_tables_of_the_code(database: Database) -> None:
    with database.reader.connect() as connection:
        options = {"compare_type": False}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Base.metadata) == []


def test_checks_and_partial_indexes_are_those_of_the_code(
    sqlite_database: Database, tmp_path: Path
) -> None:
    direct = Database(f"sqlite:///{tmp_path / 'direct.sqlite3'}")
    Base.metadata.create_all(direct.engine)
    assert _checks(sqlite_database) == _checks(direct)
    direct.close()


def _checks(database: Database) -> dict[str, set[str]]:
    """Each CHECK and each WHERE of an index, by table, whatever the order and the spaces."""
    found: dict[str, set[str]] = {}
    with database.reader.connect() as connection:
        rows = connection.execute(text("SELECT tbl_name, sql FROM sqlite_master WHERE sql > ''"))
        for table, sql in rows:
            lines = [" ".join(line.split()).strip(", ") for line in sql.splitlines()]
            found.setdefault(table, set()).update(
                line for line in lines if "CHECK" in line or " WHERE " in line
            )
    found.pop("alembic_version", None)
    return found


def test_a_second_upgrade_changes_nothing(database: Database) -> None:
    migrate.upgrade(database)


def test_a_newer_schema_is_refused(database: Database) -> None:
    with database.writer.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(schema.SchemaTooNew, match="9999"):
        migrate.upgrade(database)
