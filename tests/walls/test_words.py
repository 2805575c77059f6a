"""Every word for people is in the catalogue of each language, whole and with its values."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from carecircle.languages import CATALOGUES, FIRST, LANGUAGES, key_of
from tests.walls.source import ROOT

OTHERS = sorted(set(LANGUAGES) - {FIRST})
VALUES = re.compile(r"%\(\w+\)s|\{\w+\}")
HOW = "Run `make words`, then translate what is empty in carecircle/translations/*/LC_MESSAGES/"


def _messages(path: Path) -> dict[str, Message]:
    with path.open("rb") as file:
        return {key_of(_forms(one.id)[0], one.context): one for one in read_po(file) if one.id}


def _forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Message]:
    """What the templates and modules say, by the command of `make words`."""
    path = tmp_path_factory.mktemp("words") / "words.pot"
    asked = re.search(r"pybabel (-q extract .*?) -o", _makefile(), flags=re.DOTALL)
    assert asked is not None
    told = asked[1].replace("\\\n", " ").split()
    command = [sys.executable, "-m", "babel.messages.frontend", *told, "-o", str(path), "."]
    subprocess.run(command, cwd=ROOT, check=True)
    return _messages(path)


def _makefile() -> str:
    return (ROOT / "Makefile").read_text(encoding="utf-8")


@pytest.fixture(params=OTHERS)
def catalogue(request: pytest.FixtureRequest) -> dict[str, Message]:
    return _messages(CATALOGUES / request.param / "LC_MESSAGES" / "messages.po")


def test_a_language_says_everything_that_is_said(
    found: dict[str, Message], catalogue: dict[str, Message]
) -> None:
    assert len(found) > 1500
    untold = [
        english
        for english in found
        if english not in catalogue or not all(_forms(catalogue[english].string))
    ]
    assert untold == [], HOW


def test_nothing_is_a_guess(catalogue: dict[str, Message]) -> None:
    assert [english for english, one in catalogue.items() if one.fuzzy] == []


def test_each_sentence_keeps_its_values_and_its_forms(catalogue: dict[str, Message]) -> None:
    for english, one in catalogue.items():
        ours, theirs = _forms(one.id), _forms(one.string)
        assert len(ours) == len(theirs), english
        for mine, other in zip(ours, theirs, strict=True):
            assert sorted(set(VALUES.findall(mine))) == sorted(set(VALUES.findall(other))), english
