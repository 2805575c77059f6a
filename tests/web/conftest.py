"""The application on a database of its own, with the cast in it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache

from carecircle.app import create_app
from carecircle.config import Settings
from carecircle.db.session import database
from tests import cast as casting
from tests.cast import Cast
from tests.servers.carecircle import COMPILED
from tests.visitors import Visitor, browser_of, nobody


@pytest.fixture
def make_app(sqlite_url: str, tmp_path: Path) -> Iterator[Callable[..., Flask]]:
    """make_app(base_url=...): an application with these settings."""

    def make(**settings: object) -> Flask:
        given = {"database_url": sqlite_url, "instance_path": tmp_path, "secret_key": "s" * 64}
        app = create_app(Settings(**(given | settings)))  # type: ignore[arg-type]
        app.jinja_env.bytecode_cache = FileSystemBytecodeCache(COMPILED.name)
        return app

    yield make
    database().close()


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    return make_app()


@pytest.fixture
def cast(app: Flask) -> Cast:
    return casting.gather()


@pytest.fixture
def ana(app: Flask, cast: Cast) -> Visitor:
    return browser_of(app, cast.ana)


@pytest.fixture
def ben(app: Flask, cast: Cast) -> Visitor:
    return browser_of(app, cast.ben)


@pytest.fixture
def vera(app: Flask, cast: Cast) -> Visitor:
    return browser_of(app, cast.vera)


@pytest.fixture
def sam(app: Flask, cast: Cast) -> Visitor:
    return browser_of(app, cast.sam)


@pytest.fixture
def stranger(app: Flask) -> Visitor:
    """Somebody who is not signed in."""
    return nobody(app)
