"""carecircle run: starts the server."""

import dataclasses
import os

import click

from carecircle.cli.open_database import opened, settings
from carecircle.cli.seed import make_demo, sign_ins
from carecircle.config import Settings
from carecircle.safety import is_public, unsafe_settings
from carecircle.server import serve


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), help="0: one that the kernel chooses.")
@click.option("--workers", type=click.IntRange(1, 64), help="Processes; two a core at most.")
@click.option("--host", help="The address to listen on; 127.0.0.1 without it.")
@click.option("--demo", is_flag=True, help="Make the demo family first, where it is not there.")
def run(port: int | None, workers: int | None, host: str | None, demo: bool) -> None:
    """Serve, after bringing the database to the newest schema. Refuses unsafe settings."""
    configured = settings()
    chosen = dataclasses.replace(
        configured,
        port=configured.port if port is None else port,
        workers=workers or configured.workers,
        host=host or configured.host,
    )
    wrong = unsafe_settings(chosen, os.environ)
    with opened(chosen):
        has_demo = sign_ins.demo_exists()
        if (has_demo or demo) and is_public(chosen):
            wrong.append("the demo family has passwords that everybody knows")
        if wrong:
            raise click.ClickException("not started:\n  " + "\n  ".join(wrong))
        if demo and not has_demo:
            make_demo()
    _greet(chosen, has_demo or demo)
    serve(chosen)


def _greet(chosen: Settings, has_demo: bool) -> None:
    if chosen.port:
        click.echo(f"CareCircle: {chosen.base_url or f'http://{chosen.host}:{chosen.port}'}")
    if has_demo:
        for sign_in in sign_ins.SIGN_INS:
            click.echo(f"sign in: {sign_in.email} {sign_in.password} ({sign_in.role})")
