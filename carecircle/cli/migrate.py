"""carecircle migrate: brings the database to the schema of this version."""

import click

from carecircle.cli.open_database import opened, settings
from carecircle.db import migrate as migrations
from carecircle.db import schema


@click.command()
def migrate() -> None:
    """Bring the database to the newest schema, once, before the server of this version starts.

    `carecircle run` does it too. Servers that wait for it go on by themselves.
    """
    with opened(settings(creates=True), is_checked=False) as database:
        before = schema.revision_of(database)
        migrations.upgrade(database)
    now = schema.newest()
    words = f"migrated from {before or 'an empty database'} to {now}"
    click.echo(f"nothing to do, the schema is {now}" if before == now else words)
