"""Whatever was promised before is kept: there may be more, nothing may be gone."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from carecircle.db import session as sessions
from tests.contract import code, contract
from tests.contract.before import FIXTURES, application
from tests.contract.pages import Read

PROMISED = json.loads(Path(__file__).with_name("round_1.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("before")


@pytest.fixture(scope="module")
def app(folder: Path) -> Any:
    yield application(folder)
    sessions.database().close()


@pytest.fixture(scope="module")
def read_at() -> datetime:
    said = json.loads((FIXTURES / "round_1_feed.json").read_text(encoding="utf-8"))
    return datetime.fromisoformat(said["read_at"])


@pytest.fixture(scope="module")
def pages(app: Flask, read_at: datetime) -> Read:
    return contract.read_pages(app, read_at, PROMISED["addresses"])


def test_every_address_takes_what_it_took(app: Flask) -> None:
    assert gone(PROMISED["routes"], contract.routes(app)) == []


def test_every_type_of_event_has_its_fields() -> None:
    assert gone(PROMISED["events"], contract.event_types()) == []


def test_every_command_and_option_of_the_command_line_is_there() -> None:
    assert gone(PROMISED["command line"], contract.command_line()) == []


def test_every_setting_is_read(folder: Path) -> None:
    assert gone_from(PROMISED["settings"], contract.settings(folder)) == []


@pytest.mark.parametrize("kind", ["error codes", "own commands"])
def test_every_word_that_programs_know_is_in_the_code(kind: str) -> None:
    assert gone_from(PROMISED[kind], code.words_of_the_code()) == []


def test_every_answer_in_json_has_its_members(pages: Read) -> None:
    found = {contract.of_any_name(rule): names for rule, names in pages.members.items()}
    assert gone(PROMISED["members"], found) == []


# Addresses that have a new name: the pages send to it, and the older one takes the same.
RENAMED = {"/families/<id>/emergencies/<id>/decline": "/families/<id>/emergencies/<id>/refusal"}
RENAMED |= {"/families/<id>/thresholds": "/families/<id>/numbers"}


# Offered while a dose can still be given, which those of the copy cannot: see test_open_doses.
OF_A_DUE_DOSE = "/families/<id>/doses/<id>/preparation"


def test_every_form_sends_its_fields(pages: Read) -> None:
    found = {contract.of_any_name(rule): names for rule, names in pages.fields.items()}
    found |= {older: found[new] for new, older in RENAMED.items() if new in found}
    promised = {rule: names for rule, names in PROMISED["fields"].items() if rule != OF_A_DUE_DOSE}
    assert gone(promised, found) == []


def test_every_write_reads_its_members(app: Flask, read_at: datetime, pages: Read) -> None:
    """After the pages are read, for it writes."""
    found = contract.read_writes(app, read_at, PROMISED["places"], PROMISED["written"])
    assert gone(PROMISED["written"], found) == []


def test_every_command_of_the_websocket_reads_its_members(
    app: Flask, read_at: datetime, pages: Read
) -> None:
    candidates = {name for names in PROMISED["commands"].values() for name in names}
    found = contract.read_commands(app, read_at, candidates)
    assert gone(PROMISED["commands"], found) == []


def test_what_is_gone_is_named() -> None:
    before = {"/notes": ["body", "audience"], "/doses": ["note"], "/pin": []}
    assert gone(before, {"/notes": ["body", "more"], "/pin": ["pin"]}) == [
        "/notes: audience is gone",
        "/doses is gone",
    ]


def gone(before: Mapping[str, Iterable[str]], now: Mapping[str, Iterable[str]]) -> list[str]:
    """What was promised of each thing and is not found, in words."""
    found = []
    for thing, names in before.items():
        if thing not in now:
            found.append(f"{thing} is gone")
        else:
            found += [f"{thing}: {one}" for one in gone_from(names, now[thing])]
    return found


def gone_from(before: Iterable[str], now: Iterable[str]) -> list[str]:
    return [f"{one} is gone" for one in before if one not in set(now)]
