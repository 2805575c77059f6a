"""Templates hold no script and no style of their own; live parts know no viewer."""

import re
from pathlib import Path

import pytest

from tests.walls.source import ROOT

TEMPLATES = ROOT / "templates"
ALL = sorted(TEMPLATES.rglob("*.html"))
PARTIALS = [path for path in ALL if path.name.startswith("_")]
LIVE_FOLDERS = {"medications", "emergencies", "notes", "feed"}
LIVE = [path for path in PARTIALS if path.parent.name in LIVE_FOLDERS]
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)|<style\b|\sstyle=|\son[a-z]+=|javascript:|\|\s*safe\b", re.IGNORECASE
)
PERSONAL = re.compile(r"\b(current_user|request|session|csrf_token|g)\b\s*[.(]")


def _name(path: Path) -> str:
    return path.relative_to(TEMPLATES).as_posix()


@pytest.mark.parametrize("path", ALL, ids=_name)
def test_no_template_carries_script_or_style(path: Path) -> None:
    assert INLINE.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", PARTIALS, ids=_name)
def test_a_partial_names_its_inputs_first(path: Path) -> None:
    text = re.sub(r"{% from .*? %}\n", "", path.read_text(encoding="utf-8"))
    assert text.startswith("{#")


@pytest.mark.parametrize("path", LIVE, ids=_name)
def test_a_live_part_knows_no_viewer(path: Path) -> None:
    text = re.sub(r"{#.*?#}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert PERSONAL.findall(text) == []
