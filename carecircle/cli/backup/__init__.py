"""carecircle backup, backup verify, restore: back up a running server, restore, and verify."""

import tempfile
from pathlib import Path

import click

from carecircle import clock
from carecircle.cli.backup import archive, comparing, restoring
from carecircle.cli.open_database import opened, settings
from carecircle.db import migrate
from carecircle.db.session import Database


@click.group(invoke_without_command=True)
@click.option("--to", "path", type=click.Path(path_type=Path), help="The file to write.")
@click.pass_context
def backup(context: click.Context, path: Path | None) -> None:
    """Write everything as it is at one moment into one file. The server may be running."""
    if context.invoked_subcommand is None:
        _back_up(path)


def _back_up(path: Path | None) -> None:
    chosen = settings()
    path = path or chosen.instance_path / "backups" / f"carecircle-{clock.now():%Y%m%dT%H%M%SZ}.gz"
    with opened(chosen) as database:
        rows = archive.write(database, path)
    click.echo(f"{path}: {rows} rows")


@click.command()
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore(path: Path) -> None:
    """Put a backup into an empty place. Open pages then start afresh: the log has a new epoch."""
    with opened(settings(creates=True), migrates=True) as database:
        try:
            rows = restoring.restore(database, path)
        except (archive.UnreadableBackup, restoring.NotEmpty) as error:
            raise click.ClickException(str(error)) from error
    click.echo(f"{rows} rows are back")


@backup.command()
def verify() -> None:
    """Back up, restore into a database of its own, and compare the two row by row."""
    with opened(settings()) as database, tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "verify.gz"
        rows = archive.write(database, path)
        copy = Database(f"sqlite:///{folder}/verify.sqlite3")
        migrate.upgrade(copy)
        restoring.restore(copy, path)
        different = comparing.tables_that_differ(path, copy, Path(folder) / "again.gz")
        copy.close()
    if different:
        raise click.ClickException(f"not the same after the restore: {', '.join(different)}")
    click.echo(f"{rows} rows were backed up, restored and found the same")


drill = verify  # its older name
