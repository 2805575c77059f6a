"""carecircle seed: a fictional family for demonstrations, or many for benchmarks."""

from pathlib import Path

import click

from carecircle.care.families.demo import demo_exists
from carecircle.cli.open_database import opened, settings
from carecircle.safety import is_public


@click.command()
@click.option("--demo", "wants_demo", is_flag=True, help="One made-up family, once.")
@click.option("--scale", "families", type=click.IntRange(1, 100_000), help="So many families.")
@click.option("--members", type=click.IntRange(2, 1000), default=5, show_default=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="A line a member.")
def seed(wants_demo: bool, families: int | None, members: int, out: Path | None) -> None:
    """Fill the database: --demo, or --scale FAMILIES --members N --out FILE."""
    if wants_demo == bool(families):
        raise click.UsageError("say either --demo or --scale FAMILIES")
    if families and out is None:
        raise click.UsageError("--scale needs --out FILE: the tokens are shown nowhere else")
    chosen = settings(creates=True)
    if wants_demo and is_public(chosen):
        raise click.ClickException("the demo's passwords are known to all: not on a public address")
    with opened(chosen, migrates=True):
        if wants_demo and not demo_exists():
            make_demo()
        if families and out:
            from carecircle.cli.seed import scale

            scale.seed(families, members, out)


def make_demo() -> None:
    from carecircle.cli.seed import demo

    click.echo("Making the demo family, with a month behind it ...")
    demo.seed()
