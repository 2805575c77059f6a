"""The application on each kind of database: SQLite keeps much that PostgreSQL refuses."""

from collections.abc import Iterator

import pytest
from flask import Flask

from carecircle.app import create_app
from carecircle.config import Settings
from carecircle.db.session import database
from tests import cast as casting
from tests.cast import Cast
from tests.conftest import BOTH
from tests.servers.databases import copy_of
from tests.visitors import Visitor, program_of


@pytest.fixture(scope="module", params=BOTH)
def app(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    """On each kind of database: SQLite keeps much that PostgreSQL refuses."""
    folder = tmp_path_factory.mktemp("bad-input")
    if request.param == "sqlite":
        url = copy_of(request.getfixturevalue("migrated_file"), folder)
    else:
        template = request.getfixturevalue("postgres_template")
        url = request.getfixturevalue("postgres").create(template)
    yield create_app(Settings(database_url=url, instance_path=folder, secret_key="s" * 64))
    database().close()


@pytest.fixture(scope="module")
def cast(app: Flask) -> Cast:
    return casting.gather()


@pytest.fixture(scope="module")
def ana(app: Flask, cast: Cast) -> Visitor:
    """A program of the admin: every route lets it in, so that the view itself must cope."""
    return program_of(app, cast.ana)
