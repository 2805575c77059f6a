"""A command that only reads, or adds to what is there, begins no installation; and an address that
cannot be read is named in a sentence."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from carecircle.cli import COMMANDS, main
from tests.cli.test_migrate import READ_ONLY

BEGIN = {"run", "migrate", "seed", "restore"}
OTHERS = [*READ_ONLY, ("drill",), ("token", "create", "--email", "a@b.example", "--scope", "read")]
Carecircle = Callable[..., Result]


@pytest.fixture
def carecircle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Carecircle:
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(main, arguments)


def nothing(_folder: Path) -> None:
    """An empty folder."""


def empty_instance(folder: Path) -> None:
    (folder / "instance").mkdir()


def templates_only(folder: Path) -> None:
    (folder / "instance" / "templates").mkdir(parents=True)


def another_instance(folder: Path) -> None:
    (folder / "elsewhere").mkdir()
    (folder / "elsewhere" / "secret_key").write_text("s" * 64)


def something_else(folder: Path) -> None:
    (folder / "notes.txt").write_text("not ours")


def has_a_secret(folder: Path) -> None:
    (folder / "instance").mkdir(mode=0o700)
    (folder / "instance" / "secret_key").write_text("0123456789abcdef" * 4)


def test_each_command_is_of_one_kind() -> None:
    assert BEGIN | {command for command, *_ in OTHERS} == COMMANDS.keys()


@pytest.mark.parametrize("command", OTHERS, ids=" ".join)
@pytest.mark.parametrize(
    "make", [nothing, empty_instance, templates_only, another_instance, something_else]
)
def test_where_nothing_is_installed_it_says_so_and_writes_nothing(
    carecircle: Carecircle,
    tmp_path: Path,
    command: tuple[str, ...],
    make: Callable[[Path], None],
) -> None:
    make(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    result = carecircle(*command)
    assert result.exit_code == 1
    assert "there is no CareCircle installation in" in result.output
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("command", OTHERS, ids=" ".join)
def test_what_is_half_there_is_not_completed(
    carecircle: Carecircle, tmp_path: Path, command: tuple[str, ...]
) -> None:
    has_a_secret(tmp_path)
    result = carecircle(*command)
    assert (result.exit_code, "run `carecircle migrate`" in result.output) == (1, True)
    assert [path.name for path in tmp_path.rglob("*")] == ["instance", "secret_key"]


def test_without_a_secret_no_link_is_made_and_the_doctor_says_so(
    carecircle: Carecircle, sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CARECIRCLE_DATABASE_URL", sqlite_url)
    for command in (("doctor",), ("password-link", "--email", "ana@family.example")):
        result = carecircle(*command)
        assert (result.exit_code, "there is no secret key" in result.output) == (1, True)
    assert not (tmp_path / "instance").exists()


MALFORMED = [
    ("DATABASE_URL", "sqlite://"),
    ("DATABASE_URL", "sqlite://hidden/care.sqlite3"),
    ("DATABASE_URL", "sqlite+hidden:///care.sqlite3"),
    ("DATABASE_URL", "sqlite+aiosqlite:///hidden.sqlite3"),
    ("DATABASE_URL", "sqlite:///care.sqlite3?timeout=hidden"),
    ("DATABASE_URL", "postgresql+://hidden"),
    ("DATABASE_URL", "postgresql+psycopg2://care:hidden@localhost/care"),
    ("DATABASE_URL", "postgresql://care:hidden@localhost:port/care"),
    ("DATABASE_URL", "postgresql://care:hidden@[::1/care"),
    ("REDIS_URL", "redis://:hidden@localhost:port/0"),
    ("REDIS_URL", "redis://:hidden@[::1/0"),
    ("REDIS_URL", "redis://localhost/0?hidden=1"),
    ("REDIS_URL", "redis://localhost/0?socket_timeout=hidden"),
    ("SMTP_URL", "smtp://care:hidden@localhost:port"),
    ("BASE_URL", "https://[hidden"),
    ("BASE_URL", "https://care.example.org:hidden"),
]


@pytest.mark.parametrize(("name", "address"), MALFORMED)
def test_an_address_that_cannot_be_read_is_named_in_a_sentence(
    carecircle: Carecircle,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    address: str,
) -> None:
    has_a_secret(tmp_path)
    monkeypatch.setenv(f"CARECIRCLE_{name}", address)
    for command in [*OTHERS, ("migrate",), ("seed", "--demo"), ("run", "--port", "0")]:
        result = carecircle(*command)
        assert (result.exit_code, type(result.exception)) == (1, SystemExit), command
        assert result.output.startswith(f"Error: CARECIRCLE_{name} "), result.output
        assert "hidden" not in result.output
