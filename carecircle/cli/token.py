"""carecircle token create: creates a token for a program."""

import click

from carecircle.auth import tokens
from carecircle.care.errors import NotFound
from carecircle.cli.open_database import opened, settings


@click.group()
def token() -> None:
    """Keys for programs and devices."""


@token.command()
@click.option("--email", required=True, help="Of the account that the program acts for.")
@click.option("--family", help="The only family it may enter; all of the account's without it.")
@click.option("--scope", default="write", show_default=True, help="read, write or metrics.")
@click.option("--name", default="program", show_default=True, help="Shown in the list of tokens.")
def create(email: str, family: str | None, scope: str, name: str) -> None:
    """Make a token and print it, alone on a line. It cannot be read again."""
    with opened(settings()):
        try:
            click.echo(tokens.create(email, family_id=family, scope=scope, name=name))
        except NotFound as error:
            where = f" in the family {family}" if family else ""
            raise click.ClickException(f"there is no account {email}{where}") from error
