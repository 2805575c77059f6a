"""The application, for the walls that read its routes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from carecircle.app import create_app
from carecircle.config import Settings
from carecircle.db.session import database


@pytest.fixture
def app(sqlite_url: str, tmp_path: Path) -> Iterator[Flask]:
    yield create_app(Settings(database_url=sqlite_url, instance_path=tmp_path, secret_key="s" * 64))
    database().close()
