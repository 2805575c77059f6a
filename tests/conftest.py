"""The fixtures of the whole suite: databases, servers, a browser."""

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from carecircle.db.session import Database, bind
from carecircle.events import log, revocation
from tests import engines_alike, routes_made_once
from tests.servers import databases
from tests.servers.carecircle import Server
from tests.servers.chromium import chromium
from tests.servers.needs import MISSING
from tests.servers.postgres import Postgres
from tests.servers.redis import RedisServer

gc.set_threshold(20_000, 20, 10)  # a fifth of the time went into looking for what to free
routes_made_once.install()
engines_alike.install()
BOTH = [
    pytest.param("sqlite", id="sqlite"),
    pytest.param("postgresql", id="postgresql", marks=pytest.mark.postgresql),
]


@pytest.fixture(autouse=True)
def let_go() -> Iterator[None]:
    """The applications that a test made hear of no later commit, and are forgotten."""
    kept = [(listeners, list(listeners)) for listeners in (log._listeners, revocation._listeners)]
    yield
    for listeners, earlier in kept:
        listeners[:] = [one for one in listeners if one in earlier]


@pytest.fixture(scope="session")
def scale() -> int:
    """1 in the suite; `make torture` asks for ten times as much."""
    return int(os.environ.get("CARECIRCLE_TEST_SCALE", "1"))


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return databases.migrated_file(tmp_path_factory.mktemp("migrated"))


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    server = Postgres()
    yield server
    server.close()


@pytest.fixture(scope="session")
def postgres_template(postgres: Postgres) -> str:
    return databases.migrate_template(postgres)


@pytest.fixture
def sqlite_url(migrated_file: Path, tmp_path: Path) -> str:
    """The address of a migrated and empty SQLite database."""
    return databases.copy_of(migrated_file, tmp_path)


@pytest.fixture
def postgres_url(postgres: Postgres, postgres_template: str) -> Iterator[str]:
    """The address of a migrated and empty PostgreSQL database."""
    url = postgres.create(postgres_template)
    yield url
    postgres.drop(url)


@pytest.fixture(params=BOTH)
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a migrated and empty database: the test runs once on each kind."""
    name = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    return request.getfixturevalue(name)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """The database of this process, on each kind in turn."""
    database = bind(Database(database_url))
    yield database
    database.close()


@pytest.fixture
def sqlite_database(sqlite_url: str) -> Iterator[Database]:
    """The database of this process, for tests that have no reason to run on both kinds."""
    database = bind(Database(sqlite_url))
    yield database
    database.close()


@pytest.fixture
def redis_server() -> Iterator[RedisServer]:
    server = RedisServer()
    yield server
    server.close()


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Starts real servers: serve(workers=2, database_url=..., redis_url=...)."""
    started: list[Server] = []

    def start(**options: object) -> Server:
        instance = tmp_path / f"instance-{len(started) + 1}"
        started.append(Server(instance, **options))  # type: ignore[arg-type]
        return started[-1]

    yield start
    for server in started:
        server.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium a module. Open while it lives: asyncio.run() does not work beside it."""
    with chromium() as browser:
        yield browser


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that wait for servers and browsers evenly among those that only compute, so that two
    processes seldom wait at the same time; the longest file first."""
    files: dict[Path, list[pytest.Item]] = {}
    for item in items:
        files.setdefault(item.path, []).append(item)
    kinds: tuple[list[Any], list[Any]] = ([], [])
    for file in files.values():
        kinds[any(item.get_closest_marker("server") for item in file)].append(file)
    placed = [(at / len(kind), file) for kind in kinds for at, file in enumerate(kind)]
    ordered = sorted(placed, key=lambda one: (one[1][0].path.parent.name != "torture", one[0]))
    items[:] = [item for _, file in ordered for item in file]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A process that ran a part of the tests tells what it found missing."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["missing"] = MISSING


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    MISSING.update(getattr(node, "workeroutput", {}).get("missing", {}))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name loudly, last, what this machine did not have."""
    if MISSING:
        terminalreporter.section("not here, so not tested", bold=True, red=True)
    for name, how in MISSING.items():
        terminalreporter.line(f"{name}: {how}")
