"""Every link in a document leads to a file, and to a heading, that exists; so does every path."""

import re
from pathlib import Path

import pytest

from tests.walls.source import PACKAGE, ROOT

DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\((?!\w+:)([^)#\s]*)(?:#([^)\s]+))?\)")
FENCED = re.compile(r"^ *```.*?^ *```", flags=re.MULTILINE | re.DOTALL)
PATH = r"/[\w/.<>-]*"
FROM_THE_TOP = re.compile(rf"(?<![\w/.-])((?:carecircle|templates|static|tests){PATH})")
FOLDERS = "|".join(sorted(one.name for one in PACKAGE.iterdir() if one.is_dir()))
IN_THE_PACKAGE = re.compile(rf"`((?:{FOLDERS}){PATH})`")


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


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_the_files_and_folders_that_it_names_exist(path: Path) -> None:
    assert [name for name in _paths(path) if not _is_there(name)] == []


def _paths(document: Path) -> list[str]:
    """Returns the paths outside of blocks of code: a recipe shows files that are still to come."""
    text = FENCED.sub("", document.read_text(encoding="utf-8"))
    found = [*FROM_THE_TOP.findall(text), *IN_THE_PACKAGE.findall(text)]
    return [name.rstrip(".,") for name in found]


def _is_there(name: str) -> bool:
    """Returns whether it exists, here or in the package; <slice> stands for any one name."""
    pattern = re.sub(r"<\w+>", "*", name).rstrip("/")
    return any(any(top.glob(pattern)) for top in (ROOT, PACKAGE))


def test_a_path_that_is_gone_is_found() -> None:
    assert not _is_there("carecircle/care/telling.py")
    assert not _is_there("web/<slice>/fragments.py")
    assert _is_there("web/<slice>/events.py")
    assert len({name for path in DOCUMENTS for name in _paths(path)}) > 100
