"""Opening the database that the settings name, migrated to the current schema."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlalchemy.exc import DBAPIError

from carecircle.care.errors import Invalid, Refused
from carecircle.config import Settings
from carecircle.db import migrate, schema
from carecircle.db.session import Database, bind


def settings() -> Settings:
    try:
        return Settings.from_env()
    except (ValueError, OSError) as error:
        raise click.ClickException(str(error)) from error


@contextmanager
def opened(chosen: Settings) -> Iterator[Database]:
    """Yields the database of this process, migrated. Errors are reported in one line."""
    database = bind(Database(chosen.database_url))
    try:
        migrate.upgrade(database)
        yield database
    except Invalid as error:
        fields = "; ".join(f"{name}: {message}" for name, message in error.fields.items())
        raise click.ClickException(fields) from error
    except (Refused, schema.SchemaTooNew) as error:
        raise click.ClickException(str(error)) from error
    except DBAPIError as error:
        raise click.ClickException(f"the database says: {error.orig}") from error
    finally:
        database.close()
