"""A worker that starts while its database is away, damaged or of another schema answers 503 in
words, and serves by itself when the database can be served."""

import json
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from carecircle.db.session import Database
from tests.cli.test_run import carecircle
from tests.servers import databases
from tests.servers.gunicorn import Gunicorn
from tests.servers.postgres import Postgres, _name

pytestmark = pytest.mark.server
UNREACHABLE, MIGRATE = "The database cannot be reached", "run `carecircle migrate`"


@dataclass
class Place:
    """A server and its database, which the test spoils and puts right."""

    server: Gunicorn
    url: str
    good: Path
    postgres: Postgres | None = None

    @property
    def file(self) -> Path:
        return Path(self.url.removeprefix("sqlite:///"))

    def run(self, statement: str) -> None:
        database = Database(self.url)
        with database.engine.begin() as connection:
            connection.execute(text(statement))
        database.close()

    def put_back(self) -> None:
        if self.postgres is not None:
            self.postgres.drop(self.url)
            self.postgres._run(f"CREATE DATABASE {_name(self.url)} TEMPLATE {databases.TEMPLATE}")
            self.postgres._run("ALTER ROLE visitor LOGIN")
            return
        self.remove_files()
        shutil.copyfile(self.good, self.file)

    def remove_files(self) -> None:
        if self.file.parent.is_file():
            self.file.parent.unlink()
        self.file.parent.mkdir(exist_ok=True)
        for path in self.file.parent.iterdir():
            path.unlink()

    def get(self, path: str, accept: str = "application/json") -> httpx.Response:
        return httpx.get(f"{self.server.url}{path}", headers={"Accept": accept}, timeout=30)


def damage(place: Place) -> None:
    place.remove_files()
    place.file.write_bytes(b"not a database " * 500)


def cut(place: Place) -> None:
    whole = place.good.read_bytes()
    place.remove_files()
    place.file.write_bytes(whole[:100] + b"\xff" * 8000)


def block_folder(place: Place) -> None:
    place.remove_files()
    place.file.parent.rmdir()
    place.file.parent.write_text("a file in the way")


def shut(place: Place) -> None:
    assert place.postgres is not None
    place.postgres.shut(place.url)


def drop(place: Place) -> None:
    assert place.postgres is not None
    place.postgres.drop(place.url)


def empty(place: Place) -> None:
    if place.postgres is None:
        return place.remove_files()
    drop(place)
    return place.postgres._run(f"CREATE DATABASE {_name(place.url)} OWNER visitor")


def refuse_role(place: Place) -> None:
    assert place.postgres is not None
    shut(place)
    place.postgres.open(place.url)
    place.postgres._run("ALTER ROLE visitor NOLOGIN")


def make_newer(place: Place) -> None:
    place.run("UPDATE alembic_version SET version_num = '9999'")


def make_older(place: Place) -> None:
    place.run("UPDATE alembic_version SET version_num = '0028'")


Spoil = Callable[[Place], None]
EVERYWHERE: list[tuple[Spoil, str, str]] = [
    (empty, "database-missing", MIGRATE),
    (make_older, "database-older", MIGRATE),
    (make_newer, "database-newer", "newer one"),
]
KINDS: dict[str, list[tuple[Spoil, str, str]]] = {
    "sqlite": [
        *EVERYWHERE,
        (damage, "unavailable", UNREACHABLE),
        (cut, "unavailable", UNREACHABLE),
        (block_folder, "unavailable", UNREACHABLE),
    ],
    "postgresql": [
        *EVERYWHERE,
        (shut, "unavailable", UNREACHABLE),
        (drop, "unavailable", UNREACHABLE),
        (refuse_role, "unavailable", UNREACHABLE),
    ],
}


@pytest.fixture(scope="module")
def sqlite_place(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("sqlite-place")
    (folder / "data").mkdir()
    url = f"sqlite:///{folder}/data/carecircle.sqlite3"
    server = Gunicorn(folder / "instance", database_url=url)
    yield Place(server, url, migrated_file)
    server.stop()


@pytest.fixture(scope="module")
def postgres_place(
    postgres: Postgres,
    postgres_template: str,
    migrated_file: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Place]:
    postgres._run("CREATE ROLE visitor LOGIN SUPERUSER")
    url = postgres.create(postgres_template)
    visited = url.replace("carecircle@", "visitor@")
    server = Gunicorn(tmp_path_factory.mktemp("postgres-place"), database_url=visited)
    yield Place(server, url, migrated_file, postgres)
    server.stop()
    postgres.drop(url)


@pytest.fixture
def place(request: pytest.FixtureRequest) -> Place:
    return request.getfixturevalue(f"{request.param}_place")


@pytest.mark.parametrize(
    ("place", "spoil", "code", "words"),
    [
        pytest.param(name.removesuffix("ql"), *kind, id=f"{name}-{kind[0].__name__}")
        for name, kinds in (("sqlite", KINDS["sqlite"]), ("postgresql", KINDS["postgresql"]))
        for kind in kinds
    ],
    indirect=["place"],
)
def test_a_worker_that_dies_meanwhile_is_replaced_and_serves_later(
    place: Place, spoil: Spoil, code: str, words: str
) -> None:
    place.put_back()
    wait_for(lambda: place.get("/readyz").json()["status"], "ok")
    spoil(place)
    [died] = place.server.worker_pids()
    place.server.kill9_worker(died)
    wait_for(lambda: died not in place.server.worker_pids() and place.server.answers(), True)
    assert place.get("/healthz").status_code == 200
    assert_it_says(place, code, words)
    place.put_back()
    wait_for(lambda: place.get("/readyz").status_code, 200)
    assert place.get("/sign-in", "text/html").status_code == 200


def assert_it_says(place: Place, code: str, words: str) -> None:
    ready = place.get("/readyz")
    assert (ready.status_code, ready.json()["status"]) == (503, "unavailable")
    assert words in ready.json()["problem"]
    refused = place.get("/sign-in")
    assert (refused.status_code, refused.json()["error"]["code"]) == (503, code)
    assert int(refused.headers["Retry-After"]) > 0
    page = place.get("/sign-in", "text/html")
    said = [
        words for words in ("This could not be loaded: ", "is not ready yet") if words in page.text
    ]
    assert (page.status_code, len(said)) == (503, 1)
    assert "Not saved" not in page.text
    assert place.get("/metrics").status_code == 200
    why = [line for line in log_of(place) if line["event"] == "the database cannot be served"]
    assert why[-1]["code"] == code.removeprefix("database-")
    assert why[-1]["why"]


def log_of(place: Place) -> list[dict[str, Any]]:
    lines = place.server.log().splitlines()
    return [json.loads(line) for line in lines if line.startswith("{")]


def wait_for(seen: Callable[[], object], wanted: object, within_s: float = 60) -> None:
    end = time.monotonic() + within_s
    while (found := _tried(seen)) != wanted:
        assert time.monotonic() < end, f"{found!r} instead of {wanted!r}"
        time.sleep(0.1)


def _tried(seen: Callable[[], object]) -> object:
    try:
        return seen()
    except (httpx.TransportError, ValueError) as error:
        return error


def test_what_waits_for_the_schema_serves_after_carecircle_migrate(sqlite_place: Place) -> None:
    empty(sqlite_place)
    [died] = sqlite_place.server.worker_pids()
    sqlite_place.server.kill9_worker(died)
    wait_for(lambda: died not in sqlite_place.server.worker_pids(), True)
    wait_for(lambda: MIGRATE in (sqlite_place.get("/readyz").json()["problem"] or ""), True)
    for said in ("migrated from an empty database", "nothing to do"):
        done = carecircle(sqlite_place.server.instance, "migrate", database_url=sqlite_place.url)
        assert (done.returncode, said in done.stdout) == (0, True), done
    wait_for(lambda: sqlite_place.get("/readyz").status_code, 200)


def test_run_starts_without_its_database(tmp_path: Path, serve: Callable[..., Any]) -> None:
    server = serve(database_url="postgresql://nobody@127.0.0.1:1/none")
    assert "Starting without it" in server.log()
    assert httpx.get(f"{server.url}/readyz", timeout=30).status_code == 503
