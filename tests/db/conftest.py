"""Databases without a schema, to be brought forward."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from carecircle.db.session import Database
from tests.conftest import BOTH


@pytest.fixture(params=BOTH)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without a schema, of each kind."""
    if request.param == "sqlite":
        database = Database(f"sqlite:///{tmp_path}/old.sqlite3")
        yield database
        database.close()
    else:
        server = request.getfixturevalue("postgres")
        database = Database(server.create())
        yield database
        database.close()
        server.drop(database.url.render_as_string(hide_password=False))
