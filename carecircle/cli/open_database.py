"""Opening the database that the settings name: as it is, or migrated to the current schema."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlalchemy.exc import DBAPIError

from carecircle.care.errors import ActionError, Invalid
from carecircle.cli.addresses import check_addresses
from carecircle.config import Settings
from carecircle.db import migrate, schema
from carecircle.db.gate import said_by_driver
from carecircle.db.session import Database, bind


class Unreachable(click.ClickException):
    """The database cannot be reached, or read, at all."""


def settings(*, creates: bool = False) -> Settings:
    """Returns the settings of this installation. Errors are reported in one line.

    creates: begin one where there is none; the commands that only read or add to one don't."""
    try:
        found = Settings.from_env(creates=creates)
        check_addresses(found)
    except (ValueError, OSError) as error:
        raise click.ClickException(str(error)) from error
    return found


@contextmanager
def opened(
    chosen: Settings, *, migrates: bool = False, is_checked: bool = True
) -> Iterator[Database]:
    """Yields the database of this process. Errors are reported in one line.

    migrates: bring it to the current schema first. is_checked: another schema than that of this
    code is an error; nothing is changed."""
    database = bind(Database(chosen.database_url))
    try:
        _must_be_reachable(database)
        if migrates:
            migrate.upgrade(database)
        if is_checked:
            schema.check(database)
        yield database
    except Invalid as error:
        fields = "; ".join(f"{name}: {message}" for name, message in error.fields.items())
        raise click.ClickException(fields) from error
    except (ActionError, schema.DatabaseNotReady) as error:
        raise click.ClickException(str(error)) from error
    except DBAPIError as error:
        raise click.ClickException(f"the database says: {error.orig}") from error
    finally:
        database.close()


def _must_be_reachable(database: Database) -> None:
    try:
        schema.revision_of(database)
    except DBAPIError as error:
        raise Unreachable(f"the database says: {said_by_driver(error)}") from error
