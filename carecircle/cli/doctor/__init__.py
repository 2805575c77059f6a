"""carecircle doctor: reports problems in words, and how to solve them."""

import click

from carecircle.cli.doctor import host, services
from carecircle.cli.doctor.findings import Finding
from carecircle.cli.open_database import settings

SIGNS = {"good": ("ok  ", "green"), "note": ("note", "yellow"), "bad": ("BAD ", "red")}


@click.command()
def doctor() -> None:
    """Look at settings, storage, database, Redis, clock and limits. Ends with 1 on anything bad."""
    chosen = settings()
    findings = [*host.findings(chosen), *services.findings(chosen)]
    for finding in findings:
        _show(finding)
    bad = sum(finding.level == "bad" for finding in findings)
    click.echo(f"{bad} to put right" if bad else "nothing to put right")
    raise SystemExit(1 if bad else 0)


def _show(finding: Finding) -> None:
    word, colour = SIGNS[finding.level]
    click.echo(f"{click.style(word, fg=colour)} {finding.about}: {finding.said}")
