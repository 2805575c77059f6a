"""The scripts' own rules, without a browser: node's test runner, and what old tablets can parse."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from flask import Flask
from playwright._impl._driver import compute_driver_executable

from carecircle.events.catalogue import TYPES
from carecircle.web.http import scripts

HERE = Path(__file__).parent
SCRIPTS = sorted((HERE.parents[1] / "static" / "js").glob("*.js"))
TEXT = re.compile(
    r"/\*.*?\*/|'(?:\\.|[^'\\\n])*'|\"(?:\\.|[^\"\\\n])*\""
    r"|/(?![*/\s])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/[gimuy]*(?=[.,;)])",
    re.DOTALL,
)
NEWER = re.compile(r"=>|`|\.\.\.|\?\.|\?\?|\*\*|\b(?:let|const|class|async|await|import|export)\b")


@pytest.mark.parametrize("suite", sorted(HERE.glob("*.test.js")), ids=lambda path: path.stem)
def test_the_pure_parts_keep_their_promises(suite: Path) -> None:
    """Run by the node that playwright brings along, so that none need be installed."""
    node = compute_driver_executable()[0]
    run = subprocess.run([node, "--test", suite], capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stdout + run.stderr
    assert re.search(r"^# pass [1-9]", run.stdout, re.MULTILINE) or "ℹ pass" in run.stdout


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_an_old_tablet_can_parse_it(script: Path) -> None:
    assert NEWER.findall(TEXT.sub("", script.read_text(encoding="utf-8"))) == []


def test_the_stream_listens_for_every_type_of_the_catalogue() -> None:
    """An EventSource hands a named event only to who asked for that name."""
    with Flask(__name__, static_folder=HERE.parents[1] / "static").app_context():
        first, _rest = scripts.SCRIPTS.content().decode().split("\n", 1)
    listed = re.search(r"EVENT_TYPES=(\[.*\]);$", first)
    assert listed
    assert set(json.loads(listed[1])) == {*TYPES, "withheld"}


def test_every_script_is_loaded_by_the_layout() -> None:
    bundles = scripts.SCRIPTS, scripts.GIVING_SCRIPTS, scripts.CHAT_SCRIPTS
    loaded = [name for bundle in bundles for name in bundle.order]
    assert sorted(loaded) == sorted(script.stem for script in SCRIPTS)
