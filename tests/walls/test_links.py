"""Every link in a document leads to a file, and to a heading, that exists."""

import re
from pathlib import Path

import pytest

from tests.walls.source import ROOT

DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\((?!\w+:)([^)#\s]*)(?:#([^)\s]+))?\)")


def _headings(path: Path) -> set[str]:
    """Returns the anchors of the headings, as GitHub derives them."""
    found = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_its_links_lead_somewhere(path: Path) -> None:
    for name, heading in LINK.findall(path.read_text(encoding="utf-8")):
        target = path.parent / name if name else path
        assert target.exists(), name
        assert not heading or heading in _headings(target), f"{name}#{heading}"


def test_there_are_links_to_look_at() -> None:
    found = [link for path in DOCUMENTS for link in LINK.findall(path.read_text(encoding="utf-8"))]
    assert len(found) > 30
    assert any(heading for _name, heading in found)
