"""carecircle run: serve."""

import dataclasses
import os

import click
from sqlalchemy import select

from carecircle.care.families.models import Family
from carecircle.cli.opening import opened, settings
from carecircle.cli.seed.demo import SIGN_INS
from carecircle.config import Settings
from carecircle.db.session import reading
from carecircle.safety import is_public, unsafe
from carecircle.server import serve


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), help="0: one that the kernel chooses.")
@click.option("--workers", type=click.IntRange(1, 64), help="Processes; two a core at most.")
@click.option("--host", help="The address to listen on; 127.0.0.1 without it.")
def run(port: int | None, workers: int | None, host: str | None) -> None:
    """Serve, after bringing the database to the newest schema. Refuses unsafe settings."""
    kept = settings()
    chosen = dataclasses.replace(
        kept,
        port=kept.port if port is None else port,
        workers=workers or kept.workers,
        host=host or kept.host,
    )
    wrong = unsafe(chosen, os.environ)
    with opened(chosen):
        has_demo = _has_demo()
    if has_demo and is_public(chosen):
        wrong.append("the demo family is in this database, with passwords that everybody knows")
    if wrong:
        raise click.ClickException("not started:\n  " + "\n  ".join(wrong))
    _greet(chosen, has_demo)
    serve(chosen)


def _has_demo() -> bool:
    with reading() as session:
        return session.scalar(select(Family.id).where(Family.is_demo).limit(1)) is not None


def _greet(chosen: Settings, has_demo: bool) -> None:
    if chosen.port:
        click.echo(f"CareCircle: {chosen.base_url or f'http://{chosen.host}:{chosen.port}'}")
    if has_demo:
        for sign_in in SIGN_INS:
            click.echo(f"sign in: {sign_in.email} {sign_in.password} ({sign_in.role})")
