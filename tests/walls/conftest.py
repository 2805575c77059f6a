"""The application and a family in it, for the walls: built once for each module."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from carecircle.app import create_app
from carecircle.config import Settings
from carecircle.db.session import database
from tests import cast as casting
from tests.cast import Cast
from tests.servers.databases import copy_of


@pytest.fixture(scope="module")
def app(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    folder = tmp_path_factory.mktemp("walls")
    url = copy_of(migrated_file, folder)
    yield create_app(Settings(database_url=url, instance_path=folder, secret_key="s" * 64))
    database().close()


@pytest.fixture(scope="module")
def cast(app: Flask) -> Cast:
    return casting.gather()
