"""A file or a function that grows asks to be divided along the trade's words."""

import ast
from pathlib import Path

from tests.walls.source import ROOT, functions, modules, name, tree

MOST_LINES_OF_A_FILE = 200  # 100 is the aim; at 150 look for the seam
MOST_LINES_OF_A_FUNCTION = 30
MOST_LINES_OF_A_PARTIAL = 60


def _tall(path: Path) -> dict[str, int]:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    tall = {name(path): lines} if lines > MOST_LINES_OF_A_FILE else {}
    for function in functions(path):
        height = function.end_lineno - function.lineno + 1
        if height > MOST_LINES_OF_A_FUNCTION:
            tall[f"{name(path)}: {function.name}"] = height
    return tall


def test_files_and_functions_stay_small() -> None:
    assert {what: lines for path in modules() for what, lines in _tall(path).items()} == {}


def test_each_module_says_what_it_owns() -> None:
    silent = [path for path in modules() if ast.get_docstring(tree(path)) is None]
    assert [name(path) for path in silent] == []


def test_partials_stay_small() -> None:
    partials = (ROOT / "templates").rglob("_*.html")
    tall = [p.name for p in partials if len(p.read_text().splitlines()) > MOST_LINES_OF_A_PARTIAL]
    assert tall == []
