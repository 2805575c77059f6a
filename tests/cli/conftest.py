"""A command line over a database of the test's own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from carecircle.cli import main
from carecircle.config import Settings
from carecircle.db.session import Database, bind

Carecircle = Callable[..., Result]


@pytest.fixture
def carecircle(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Carecircle:
    """Run a command in an installation; the database of the process is bound again after it."""
    url = database.url.render_as_string(hide_password=False)
    monkeypatch.setenv("CARECIRCLE_DATABASE_URL", url)
    monkeypatch.setenv("CARECIRCLE_INSTANCE_PATH", str(tmp_path / "instance"))
    Settings.from_env()

    def run(*arguments: str) -> Result:
        result = CliRunner().invoke(main, arguments)
        bind(database)
        return result

    return run
