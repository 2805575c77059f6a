"""What the code imports is installed by `make install`, not by luck."""

import ast
import re
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, packages_distributions, requires
from pathlib import Path

import pytest

from tests.walls.source import ROOT, modules, name, tree

DECLARED = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def _plain(requirement: str) -> str:
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found is not None
    return re.sub(r"[-_.]+", "-", found[0]).lower()


def _with_what_they_need(names: set[str]) -> set[str]:
    """The distributions and, without their extras, all that they bring along."""
    closure, waiting = set(), set(names)
    while waiting:
        one = waiting.pop()
        closure.add(one)
        try:
            needed = requires(one) or []
        except PackageNotFoundError:
            continue
        waiting |= {_plain(each) for each in needed if "extra ==" not in each} - closure
    return closure


INSTALLED = _with_what_they_need({_plain(each) for each in DECLARED["dependencies"]})
EXTRAS = {  # imported by nothing else, so that all runs without them
    "web/paper/pdf/drawn.py": _with_what_they_need(
        {_plain(each) for each in DECLARED["optional-dependencies"]["pdf"]}
    ),
}
OWNERS = packages_distributions()


def _imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found - set(sys.stdlib_module_names) - {"carecircle"}


@pytest.mark.parametrize("path", modules(), ids=name)
def test_every_import_is_declared(path: Path) -> None:
    declared = INSTALLED | EXTRAS.get(name(path), set())
    missing = {
        module
        for module in _imported(path)
        if not {_plain(owner) for owner in OWNERS.get(module, [])} & declared
    }
    assert missing == set()


def test_every_declared_version_is_pinned() -> None:
    pinned = (ROOT / ".ci" / "constraints.txt").read_text(encoding="utf-8")
    names = {_plain(line) for line in pinned.splitlines() if line and line[0].isalnum()}
    declared = {_plain(each) for each in DECLARED["dependencies"]}
    declared |= {_plain(each) for each in DECLARED["optional-dependencies"]["test"]}
    assert declared - names == set()
