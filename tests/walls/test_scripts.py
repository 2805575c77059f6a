"""One script sends requests and one reads the time: no other believes a box or a wrong clock."""

import re
from pathlib import Path

import pytest

from tests.walls.source import ROOT

SCRIPTS = sorted([*(ROOT / "static" / "js").glob("*.js"), *(ROOT / "static" / "push").glob("*.js")])
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
ONLY_IN = {
    "answers.js": r"\bXMLHttpRequest\b|\bfetch\s*\(|\bsendBeacon\b|\bhtmx\.ajax\b",
    "clock.js": r"\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.",
    "live-streams.js": r"\bnew (?:EventSource|WebSocket)\b",
    "live-inbox.js": r"lastIndexOf\('-'\)|split\('-'\)",
}


def _code(path: Path) -> str:
    return COMMENT.sub("", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("owner", ONLY_IN)
def test_one_script_owns_it(owner: str) -> None:
    found = {path.name for path in SCRIPTS if re.search(ONLY_IN[owner], _code(path))}
    assert found <= {owner}


@pytest.mark.parametrize("owner", ["answers.js", "clock.js", "live-streams.js"])
def test_the_owner_does_it(owner: str) -> None:
    [script] = [path for path in SCRIPTS if path.name == owner]
    assert re.search(ONLY_IN[owner], _code(script))


@pytest.mark.parametrize(
    ("owner", "wrong"),
    [
        ("answers.js", "var r = new XMLHttpRequest();"),
        ("answers.js", "window.fetch('/x')"),
        ("answers.js", "navigator.sendBeacon('/x')"),
        ("clock.js", "var at = Date.now();"),
        ("clock.js", "var at = new Date();"),
        ("live-streams.js", "new EventSource('/x')"),
    ],
)
def test_the_wall_sees_what_it_is_for(owner: str, wrong: str) -> None:
    assert re.search(ONLY_IN[owner], wrong)
