"""The command line. A command's module is imported on use, so that `run` starts sooner."""

from importlib import import_module

import click

COMMANDS = {
    "run": "carecircle.cli.run",
    "migrate": "carecircle.cli.migrate",
    "seed": "carecircle.cli.seed",
    "token": "carecircle.cli.token",
    "password-link": "carecircle.cli.password_link",
    "doctor": "carecircle.cli.doctor",
    "backup": "carecircle.cli.backup",
    "restore": "carecircle.cli.backup",
    "drill": "carecircle.cli.backup",
    "audit": "carecircle.cli.audit",
}


class Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(COMMANDS[cmd_name])
        command: click.Command = getattr(module, cmd_name.replace("-", "_"))
        return command


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="carecircle")
def main() -> None:
    """A family cares for someone together. Settings: CARECIRCLE_* (docs/deploy.md)."""
