"""A database made before the house was redrawn says the same, word for word, in both languages."""

import json
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from carecircle.app import create_app
from carecircle.cli.backup import archive, restoring
from carecircle.config import Settings
from carecircle.db import migrate
from carecircle.db import session as sessions
from carecircle.db.session import Database
from carecircle.events.catalogue import TYPES
from tests.conftest import BOTH
from tests.db import everything_said
from tests.db.fixtures import FIXTURES, put_back
from tests.visitors import browser_of

SCHEMA = "0024"
BACKUP = FIXTURES / "round_1.backup.gz"
Open = Callable[[str], Flask]
TICKED_OFF = re.compile(r'((?:I do it|Lo hago yo) ([^"]+)) (?:Done|Listo) \2(?=")')
SPANISH_NOW = {
    "It runs low": "Queda poco",
    "Refused 3 times running": "Rechazada 3 veces seguidas",
    "Used on each of the last 7 days": "Se usó cada uno de los últimos 7 días",
    "The day of its review has come": "Ha llegado el día de su revisión",
    "A time-critical dose was not taken": "No se tomó una dosis de hora estricta",
    "“First count”": "“Primer recuento”",
    "“Undone”": "“Deshecho”",
    "“The address was refused”": "“La dirección fue rechazada”",
    "CareCircle: emergency, over": "CareCircle: emergencia, ha terminado",
    "CareCircle: emergency": "CareCircle: emergencia",
    "CareCircle: drill": "CareCircle: simulacro",
}


# Sentences that were reworded since the database was made.
REWORDED = {
    "Nobody has answered: told again, louder": "No answer yet: alerting again, louder",
    "Nobody has answered: admins and outside contacts are told": (
        "No answer yet: alerting admins and outside contacts"
    ),
    "Emergencies are told to everybody": "Everyone is alerted to emergencies",
    "The whole family is told": "The whole family is notified",
    "Nadie ha contestado: se avisó otra vez, más fuerte": (
        "Aún sin respuesta: se avisa otra vez, más fuerte"
    ),
    "Nadie ha contestado: se avisa a administradores y contactos externos": (
        "Aún sin respuesta: se avisa a administradores y contactos externos"
    ),
}
MEASURED = re.compile(r"(: \d+)\.(\d+ (?:kg|°[CF]|mmol/L))")


@pytest.fixture(scope="module")
def promised() -> dict[str, Any]:
    text = (FIXTURES / "round_1_feed.json").read_text(encoding="utf-8")
    for before, now in REWORDED.items():
        assert before in text
        text = text.replace(before, now)
    families = json.loads(text)["families"]
    for family in families.values():
        for part in (family["feed"], family["notes"], *family["members"].values()):
            part["es"] = _with_decimal_commas(part["es"])
    return json.loads(text) | {"families": families}


def _with_decimal_commas(spanish: Any) -> Any:
    """Values of observations in Spanish had a point."""
    written = json.dumps(spanish, ensure_ascii=False)
    return json.loads(MEASURED.sub(r"\1,\2", written))


@pytest.fixture
def before(tmp_path: Path) -> str:
    """The address of a copy of the database as it was."""
    return put_back(tmp_path)


@pytest.fixture
def open_app(tmp_path: Path) -> Iterator[Open]:
    """An application on a database, which it brings forward."""

    def create(address: str) -> Flask:
        app = create_app(Settings(address, tmp_path, "s" * 64, smtp_url="smtp://localhost"))
        migrate.upgrade(sessions.database())
        return app

    yield create
    sessions.database().close()


@pytest.fixture(params=BOTH)
def as_it_was(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database of each kind with the schema that the backup was made with."""
    postgres = request.getfixturevalue("postgres") if request.param == "postgresql" else None
    address = postgres.create() if postgres else f"sqlite:///{tmp_path}/empty.sqlite3"
    database = Database(address)
    migrate.upgrade(database, SCHEMA)
    yield database
    database.close()
    if postgres:
        postgres.drop(address)


@pytest.fixture
def read_again(before: str, open_app: Open, promised: dict[str, Any]) -> dict[str, Any]:
    read_at = datetime.fromisoformat(promised["read_at"])
    return everything_said.read(open_app(before), read_at)


def test_it_says_the_same_to_everybody(
    read_again: dict[str, Any], promised: dict[str, Any]
) -> None:
    assert list(read_again) == list(promised["families"])
    spanish = json.dumps([one["notes"]["es"] for one in promised["families"].values()])
    assert [one for one in SPANISH_NOW if json.dumps(one)[1:-1] not in spanish] == []
    for name, family in promised["families"].items():
        again = read_again[name]
        for language in everything_said.SPOKEN:
            assert again["feed"][language] == family["feed"][language]
            notes = _as_it_reads_now(family["notes"][language], language)
            assert _kept(again["notes"][language], notes) == notes
        assert _kept(again["members"], family["members"]) == family["members"]
        assert _lacks(family["notes"]["as JSON"], again["notes"]["as JSON"]) == []


def test_it_holds_every_type_that_is_stored(before: str) -> None:
    """By the code that made it: what has come since is not in it."""
    with closing(sqlite3.connect(before.removeprefix("sqlite:///"))) as connection:
        found = {type_ for (type_,) in connection.execute("SELECT DISTINCT type FROM event")}
    assert found <= TYPES.keys()
    assert len(found) == 41


def test_programs_read_in_its_events_what_they_read_before(before: str, open_app: Open) -> None:
    """An event may say more than when it was kept, never less or something else."""
    with closing(sqlite3.connect(before.removeprefix("sqlite:///"))) as connection:
        kept = connection.execute("SELECT family_id, seq, type, data FROM event").fetchall()
    app, again = open_app(before), {}
    for actor in everything_said.admins():
        base = f"/families/{actor.family_id}"
        for event in everything_said.events(browser_of(app, actor), base):
            again[actor.family_id, event["seq"]] = event
    for family, seq, type_, data in kept:
        assert again[family, seq]["type"] == type_
        assert _lacks(json.loads(data), again[family, seq]["data"], f"{seq} {type_}") == []


def test_its_backup_comes_back_with_the_same_feed(
    as_it_was: Database, open_app: Open, promised: dict[str, Any]
) -> None:
    """Into a place of its own schema, which is then brought forward."""
    assert restoring.restore(as_it_was, BACKUP) > 5_000
    address = as_it_was.url.render_as_string(hide_password=False)
    feeds = everything_said.feeds(open_app(address))
    assert feeds == {name: one["feed"] for name, one in promised["families"].items()}


def test_its_backup_is_refused_where_the_schema_is_another(tmp_path: Path) -> None:
    other = Database(f"sqlite:///{tmp_path}/other.sqlite3")
    migrate.upgrade(other, "0023")
    with pytest.raises(archive.UnreadableBackup, match=f"has schema {SCHEMA}, this place 0023"):
        restoring.restore(other, BACKUP)
    other.close()


def _kept(now: Any, before: Any) -> Any:
    """What was there before: a page may say more than it did, such as a link or a notification
    that came since."""
    if isinstance(before, dict):
        return {name: _kept(now.get(name), one) for name, one in before.items()}
    return [line for line in now if line in before] if isinstance(before, list) else now


def _as_it_reads_now(notes: Any, language: str) -> Any:
    """What was stored as an English sentence is a code now, and a Spanish reader reads Spanish. A
    task to order more stays until the stock is above its level: nobody ticks it off."""
    text = TICKED_OFF.sub(r"\1", json.dumps(notes, ensure_ascii=False))
    if language == "en":
        return json.loads(text)
    for english, spanish in SPANISH_NOW.items():
        text = text.replace(english, spanish)
    return json.loads(text)


def _lacks(old: Any, new: Any, at: str = "") -> list[str]:
    """Where the new JSON is without something of the old; it may hold more."""
    if isinstance(old, dict) and isinstance(new, dict):
        missing = [f"{at}/{name} is gone" for name in old.keys() - new.keys()]
        shared = sorted(old.keys() & new.keys())
        return missing + [one for n in shared for one in _lacks(old[n], new[n], f"{at}/{n}")]
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        pairs = enumerate(zip(old, new, strict=True))
        return [one for number, (a, b) in pairs for one in _lacks(a, b, f"{at}[{number}]")]
    return [] if old == new else [f"{at}: {old!r} became {new!r}"]
