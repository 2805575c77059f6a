"""carecircle password-link: resets a forgotten password where no e-mail can be sent."""

import click

from carecircle.auth import password_reset
from carecircle.care.errors import NotFound
from carecircle.cli.open_database import opened, settings

NO_SECRET = (
    "there is no secret key in the instance folder, so no server would open the link: set "
    "CARECIRCLE_INSTANCE_PATH or CARECIRCLE_SECRET_KEY to those of the server"
)


@click.command()
@click.option("--email", required=True, help="With which the person signs in.")
def password_link(email: str) -> None:
    """Print a link by which that person chooses a new password, once, within 24 hours.

    Hand it to nobody else: whoever opens it becomes that person. Their families' audit trails
    say that it was made.
    """
    chosen = settings()
    with opened(chosen):
        if not chosen.secret_key:
            raise click.ClickException(NO_SECRET)
        try:
            key = password_reset.create_operator_link(chosen.secret_key, email)
        except NotFound as error:
            raise click.ClickException(f"nobody signs in with {email} and a password") from error
    click.echo(f"{chosen.base_url or ''}/new-password/{key}")
    if chosen.base_url is None:
        click.echo("Put the address at which people open this server before it.", err=True)
