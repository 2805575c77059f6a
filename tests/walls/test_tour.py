"""The tour of the code names files and functions that exist, and counts the files rightly."""

import re

import pytest

from tests.walls.source import ROOT

TOUR = (ROOT / "docs" / "tour.md").read_text(encoding="utf-8")
FILE = re.compile(r"`((?:carecircle|templates|static|tests)/[\w/.-]+\.\w+)`")
NAME = re.compile(r"`([A-Za-z_]\w*)(\(\))?`")
PATHS = ("One dose", "One emergency")
# A step, a point of a list, a row of a table or a paragraph: what it names stands in its files.
BLOCK = re.compile(r"\n(?=\d+\. |- |\| |\n)")


def _section(heading: str) -> str:
    return TOUR.split(f"\n## {heading}\n")[1].split("\n## ")[0]


def _steps(heading: str) -> list[tuple[int, str]]:
    """Returns the number and the file of each step."""
    found = re.findall(rf"^(\d+)\. {FILE.pattern}", _section(heading), flags=re.MULTILINE)
    return [(int(number), path) for number, path in found]


@pytest.mark.parametrize("heading", PATHS)
def test_a_path_passes_as_many_files_as_it_says(heading: str) -> None:
    steps = _steps(heading)
    [said] = re.findall(r"passes \*\*(\d+) files\*\*", _section(heading))
    assert [number for number, _path in steps] == list(range(1, int(said) + 1))
    assert len({path for _number, path in steps}) == len(steps)


@pytest.mark.parametrize("path", sorted(set(FILE.findall(TOUR))))
def test_a_file_of_the_tour_exists(path: str) -> None:
    assert (ROOT / path).is_file()


def _named() -> list[tuple[str, bool, tuple[str, ...]]]:
    """Returns each name, whether it is a function, and the files that stand beside it."""
    return [
        (name, bool(call), tuple(FILE.findall(block)))
        for block in BLOCK.split(TOUR)
        for name, call in NAME.findall(block)
        if FILE.search(block)
    ]


@pytest.mark.parametrize(("name", "is_function", "files"), _named())
def test_a_name_of_the_tour_is_in_its_file(
    name: str, is_function: bool, files: tuple[str, ...]
) -> None:
    pattern = rf"\bdef {name}\(" if is_function else rf"\b{name}\b"
    texts = [(ROOT / path).read_text(encoding="utf-8") for path in files]
    assert any(re.search(pattern, text) for text in texts)


def test_every_function_of_the_tour_has_a_file_beside_it() -> None:
    named = [name for name, is_function, _files in _named() if is_function]
    assert sorted(named) == sorted(name for name, call in NAME.findall(TOUR) if call)
    assert len(named) > 50
