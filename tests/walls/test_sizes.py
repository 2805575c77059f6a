"""A file or a function that grows asks to be divided along the trade's words."""

from pathlib import Path

import pytest

from tests.walls.source import ROOT, functions, modules, name

MOST_LINES_OF_A_FILE = 200  # 100 is the aim; at 150 look for the seam
MOST_LINES_OF_A_FUNCTION = 30
MOST_LINES_OF_A_PARTIAL = 60
MOST_BYTES_OF_STYLE = 20_000


@pytest.mark.parametrize("path", modules(), ids=name)
def test_files_and_functions_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES_OF_A_FILE
    tall = {
        function.name: function.end_lineno - function.lineno + 1
        for function in functions(path)
        if function.end_lineno - function.lineno + 1 > MOST_LINES_OF_A_FUNCTION
    }
    assert tall == {}


@pytest.mark.parametrize("path", modules(), ids=name)
def test_each_module_says_what_it_owns(path: Path) -> None:
    assert path.read_text(encoding="utf-8").lstrip().startswith(('"""', 'r"""'))


def test_partials_stay_small() -> None:
    partials = (ROOT / "templates").rglob("_*.html")
    tall = [p.name for p in partials if len(p.read_text().splitlines()) > MOST_LINES_OF_A_PARTIAL]
    assert tall == []


def test_the_stylesheets_stay_small() -> None:
    sizes = [path.stat().st_size for path in (ROOT / "static" / "css").rglob("*.css")]
    assert 0 < sum(sizes) <= MOST_BYTES_OF_STYLE
