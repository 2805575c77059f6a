"""The database that was kept of the code before, opened by the code of today."""

from pathlib import Path

from flask import Flask

from carecircle.app import create_app
from carecircle.config import Settings
from carecircle.db import migrate
from carecircle.db.session import database
from tests.db.fixtures import FIXTURES, put_back

__all__ = ["FIXTURES", "application"]


def application(folder: Path) -> Flask:
    """On a copy in that folder, brought forward."""
    app = create_app(Settings(put_back(folder), folder, "s" * 64, smtp_url="smtp://localhost"))
    migrate.upgrade(database())
    return app
