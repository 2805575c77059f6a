"""The database that was kept of the code before, opened by the code of today."""

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

from flask import Flask

from carecircle.app import create_app
from carecircle.config import Settings

FIXTURES = Path(__file__).parents[1] / "db" / "fixtures"


def application(folder: Path) -> Flask:
    """On a copy in that folder, brought forward."""
    dump = gzip.decompress((FIXTURES / "round_1.sql.gz").read_bytes()).decode()
    with closing(sqlite3.connect(folder / "round_1.sqlite3")) as connection:
        connection.executescript(dump)
    address = f"sqlite:///{folder}/round_1.sqlite3"
    return create_app(Settings(address, folder, "s" * 64, smtp_url="smtp://localhost"))
