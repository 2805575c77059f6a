"""Bring a database to the schema of this code, forward only; refuse a newer one."""

from sqlalchemy import inspect, text

from carecircle.db.schema import newest
from carecircle.db.session import Database


def upgrade(database: Database, revision: str = "head") -> None:
    """Raises SchemaTooNew. Of several processes at once one migrates, the others wait.

    Alembic is imported only if there is something to do: a worker starts sooner.
    """
    if _revision(database) == newest():
        return
    from carecircle.db import steps

    steps.upgrade(database, revision)


def _revision(database: Database) -> str | None:
    with database.reader.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return revision
