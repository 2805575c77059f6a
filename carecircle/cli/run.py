"""carecircle run: starts the server."""

import dataclasses
import os

import click

from carecircle.care.families.demo import demo_exists
from carecircle.cli.open_database import Unreachable, opened, settings
from carecircle.cli.seed import make_demo, sign_ins
from carecircle.config import Settings
from carecircle.safety import DEMO_IS_PUBLIC, is_public, unsafe_settings
from carecircle.server import serve


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), help="0: one that the kernel chooses.")
@click.option("--workers", type=click.IntRange(1, 64), help="Processes; two a core at most.")
@click.option("--host", help="The address to listen on; 127.0.0.1 without it.")
@click.option("--demo", is_flag=True, help="Make the demo family first, where it is not there.")
def run(port: int | None, workers: int | None, host: str | None, demo: bool) -> None:
    """Serve, after bringing the database to the newest schema. Refuses unsafe settings."""
    configured = settings(creates=True)
    chosen = dataclasses.replace(
        configured,
        port=configured.port if port is None else port,
        workers=workers or configured.workers,
        host=host or configured.host,
    )
    if wrong := unsafe_settings(chosen, os.environ):
        raise _not_started(wrong)
    has_demo = _prepare(chosen, wants_demo=demo)
    _greet(chosen, has_demo)
    serve(chosen)


def _prepare(chosen: Settings, *, wants_demo: bool) -> bool:
    """Migrates the database, once for all workers; returns whether the demo family is in it.

    A database that cannot be reached does not keep the server from starting: its workers answer
    503 until it appears."""
    try:
        with opened(chosen, migrates=True):
            has_demo = demo_exists()
            if (has_demo or wants_demo) and is_public(chosen):
                raise _not_started([DEMO_IS_PUBLIC])
            if wants_demo and not has_demo:
                make_demo()
            return has_demo or wants_demo
    except Unreachable as error:
        if wants_demo:
            raise
        click.echo(f"{error.message}\nStarting without it: answering 503 until it is there")
        return False


def _not_started(wrong: list[str]) -> click.ClickException:
    return click.ClickException("not started:\n  " + "\n  ".join(wrong))


def _greet(chosen: Settings, has_demo: bool) -> None:
    if chosen.port:
        click.echo(f"CareCircle: {chosen.base_url or f'http://{chosen.host}:{chosen.port}'}")
    if has_demo:
        for sign_in in sign_ins.SIGN_INS:
            click.echo(f"sign in: {sign_in.email} {sign_in.password} ({sign_in.role})")
