"""Templates hold no script and no style of their own; live parts know no viewer."""

import re
from pathlib import Path

import pytest

from tests.walls.source import ROOT

TEMPLATES = ROOT / "templates"
ALL = sorted(TEMPLATES.rglob("*.html"))
PARTIALS = [path for path in ALL if path.name.startswith("_")]
LIVE_FOLDERS = {"medications", "emergencies", "notes", "feed"}
LIVE = [path for path in PARTIALS if path.relative_to(TEMPLATES).parts[0] in LIVE_FOLDERS]
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)|<style\b|\sstyle=|\son[a-z]+=|javascript:|\|\s*safe\b", re.IGNORECASE
)
MOST_COLUMNS = 120
PERSONAL = re.compile(r"\b(current_user|request|session|csrf_token|g)\b\s*[.(]")


def _text(path: Path) -> str:
    return re.sub(r"{#.*?#}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


def _found(pattern: re.Pattern[str], paths: list[Path]) -> dict[str, list[object]]:
    found = {path.relative_to(TEMPLATES).as_posix(): pattern.findall(_text(path)) for path in paths}
    return {name: hits for name, hits in found.items() if hits}


def test_no_template_carries_script_or_style() -> None:
    assert len(ALL) > 50
    assert _found(INLINE, ALL) == {}


def test_no_line_is_wider_than_a_window() -> None:
    wide = {
        f"{path.relative_to(TEMPLATES).as_posix()}:{number}": len(line)
        for path in ALL
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > MOST_COLUMNS
    }
    assert wide == {}


def test_a_partial_names_its_inputs_first() -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in PARTIALS}
    bare = {path: re.sub(r"{% from .*? %}\n", "", text) for path, text in texts.items()}
    assert [path.name for path, text in bare.items() if not text.startswith("{#")] == []


def test_a_live_part_knows_no_viewer() -> None:
    assert len(LIVE) > 20
    assert _found(PERSONAL, LIVE) == {}


@pytest.mark.parametrize(
    "text",
    [
        "<p style='color: red'>",
        "<script>alert(1)</script>",
        '<a onclick="x()">',
        "{{ note.body | safe }}",
    ],
)
def test_what_is_looked_for_would_be_found(text: str) -> None:
    assert INLINE.search(text)
