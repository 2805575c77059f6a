"""carecircle audit verify: checks that the audit trail is unchanged."""

import click
from sqlalchemy import select

from carecircle.cli.open_database import opened, settings
from carecircle.db.session import reading
from carecircle.events import audit as trail
from carecircle.events.models import FamilyStream


@click.group()
def audit() -> None:
    """The trail of who did what."""


@audit.command()
def verify() -> None:
    """Check every family's chain; name the first row of each that does not fit."""
    with opened(settings()), reading() as session:
        families = session.scalars(select(FamilyStream.family_id).order_by("family_id")).all()
        broken = {family: trail.first_broken(session, family) for family in families}
    for family, row in broken.items():
        if row is not None:
            click.echo(f"family {family}: broken at row {row}")
    if any(row is not None for row in broken.values()):
        raise SystemExit(1)
    click.echo(f"all is as it was written, in {len(broken)} families")
