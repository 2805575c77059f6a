"""Bring a database to the schema of this code, forward only; refuse a newer one."""

from carecircle.db import schema
from carecircle.db.session import Database


def upgrade(database: Database, revision: str = "head") -> bool:
    """Returns whether anything had to be done. Raises SchemaTooNew. Of several processes at once
    one migrates, the others wait.

    Alembic is imported only if there is something to do: a command starts sooner.
    """
    if schema.revision_of(database) == schema.newest():
        return False
    from carecircle.db import steps

    steps.upgrade(database, revision)
    return True
