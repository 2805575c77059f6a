"""What the documents promise is what the code has."""

import re

import pytest
from click.testing import CliRunner
from flask import Flask

from carecircle import models as _models  # noqa: F401
from carecircle.care.emergencies import kinds
from carecircle.care.medications.outcomes import OUTCOMES
from carecircle.cli import COMMANDS, main
from carecircle.db.base import Base
from carecircle.events.catalogue import TYPES
from carecircle.events.catalogue.table import written_into
from tests.walls.source import ROOT

CONTRACT = (ROOT / "docs" / "contract.md").read_text(encoding="utf-8")
HAZARDS = (ROOT / "docs" / "hazards.md").read_text(encoding="utf-8")
RULES = (ROOT / "docs" / "care-rules.md").read_text(encoding="utf-8")
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
LIVE_PAGES = (ROOT / "docs" / "live-pages.md").read_text(encoding="utf-8")
NAMED_TESTS = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", HAZARDS)


def _documented() -> dict[str, str]:
    section = CONTRACT.split("### Types and their data")[1].split("## Websocket")[0]
    return dict(re.findall(r"^\| `([a-z_:]+)` \| (.*) \|$", section, flags=re.MULTILINE))


def test_the_contract_names_every_type_of_event_and_no_other() -> None:
    assert set(_documented()) == set(TYPES)


@pytest.mark.parametrize("name", TYPES)
def test_the_contract_names_the_data_of_each_type(name: str) -> None:
    fields, optional, details, _meaning = _documented()[name].split(" | ")
    assert tuple(re.findall(r"`(\w+)`", fields)) == TYPES[name].fields
    assert tuple(re.findall(r"`(\w+)`", optional)) == TYPES[name].optional
    assert tuple(re.findall(r"`(\w+)`", details)) == TYPES[name].details


def test_the_table_of_events_is_the_one_that_the_catalogue_writes() -> None:
    assert written_into(CONTRACT, TYPES) == CONTRACT


@pytest.mark.parametrize("word", [*OUTCOMES, *kinds.TYPES, *kinds.SEVERITIES])
def test_the_contract_names_the_words_that_may_come_in(word: str) -> None:
    assert f"`{word}`" in CONTRACT


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_is_documented_and_explains_itself(command: str) -> None:
    assert re.search(rf"`(carecircle )?{command}\b", CONTRACT)
    result = CliRunner().invoke(main, [command, "--help"])
    assert result.exit_code == 0, result.output
    assert "Usage:" in result.output


def test_the_contract_names_every_address_and_no_other(app: Flask) -> None:
    served = {
        (method, re.sub(r"<\w+:", "<", rule.rule))
        for rule in app.url_map.iter_rules()
        for method in rule.methods & {"GET", "POST", "PUT", "PATCH", "DELETE"}
        if rule.endpoint != "static"
    }
    assert set(re.findall(r"`(GET|POST) (/[^` ?]*)`", CONTRACT)) == served


def test_the_deployment_page_names_every_setting() -> None:
    source = (ROOT / "carecircle" / "config.py").read_text(encoding="utf-8")
    read = set(re.findall(r'env\.(?:address|get|whole|words)\("(\w+)"', source))
    deploy = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
    section = deploy.split("## Settings")[1].split("\n## ")[0]
    assert set(re.findall(r"`([A-Z_]+)`", section)) == read


def test_each_hazard_has_its_control_and_its_tests() -> None:
    hazards = HAZARDS.split("\n## ")[1:]
    assert len(hazards) >= 7
    for hazard in hazards:
        assert "**Control**" in hazard
        assert "\n- `tests/" in hazard


@pytest.mark.parametrize(("file", "test"), NAMED_TESTS)
def test_a_hazards_test_exists(file: str, test: str) -> None:
    path = ROOT / file
    assert path.exists()
    assert re.search(rf"^def {test}\(", path.read_text(encoding="utf-8"), flags=re.MULTILINE)


def test_every_rule_that_is_named_is_a_care_rule() -> None:
    rules = [int(number) for number in re.findall(r"^(\d+)\. \*\*", RULES, flags=re.MULTILINE)]
    assert rules == list(range(1, len(rules) + 1))
    named = {
        (path.relative_to(ROOT).as_posix(), number)
        for folder in ("carecircle", "tests")
        for path in (ROOT / folder).rglob("*.py")
        for reference in re.findall(r"\brules? (\d[\d, to]*)", path.read_text(encoding="utf-8"))
        for number in _expanded(reference)
    }
    assert len(named) > 20
    assert {one for one in named if one[1] not in rules} == set()


def _expanded(reference: str) -> list[int]:
    """Returns the numbers of "2 to 4, 12": 2, 3, 4 and 12."""
    found = []
    for part in re.findall(r"(\d+)(?: to (\d+))?", reference):
        first, last = int(part[0]), int(part[1] or part[0])
        found += range(first, last + 1)
    return found


def test_the_glossary_names_tables_events_and_files_that_exist() -> None:
    tables = re.findall(r"\btables? `(\w+)`(?: and `(\w+)`)?", GLOSSARY)
    assert {name for names in tables for name in names if name} - set(Base.metadata.tables) == set()
    assert set(re.findall(r"\bevent `([\w:]+)`", GLOSSARY)) - set(TYPES) == set()
    paths = re.findall(r"`((?:carecircle|templates|tests)/[\w/.]*)`", GLOSSARY)
    assert [path for path in paths if not (ROOT / path).exists()] == []
    assert len(tables) > 30


def test_the_addresses_of_the_glossary_are_in_the_contract() -> None:
    addresses = re.findall(r"`(?:(?:GET|POST) )?(/[\w/<>.-]+)`", GLOSSARY)
    served = [address + "/" for address in re.findall(r"`(?:GET|POST) (/[^` ?]*)`", CONTRACT)]
    unknown = [one for one in addresses if not any(f"{one}/" in address for address in served)]
    assert unknown == []
    assert len(addresses) > 30


def test_the_table_of_scripts_has_every_script_once() -> None:
    rows = [line for line in LIVE_PAGES.splitlines() if line.startswith("| `")]
    named = re.findall(r"`([\w-]+\.js)`", "\n".join(rows))
    assert sorted(named) == sorted(path.name for path in (ROOT / "static" / "js").glob("*.js"))


def test_the_glossary_defines_each_word_once() -> None:
    words = re.findall(r"^\| \*\*([^*]+)\*\* \|", GLOSSARY, flags=re.MULTILINE)
    assert len(words) > 50
    assert sorted(set(words)) == sorted(words)
