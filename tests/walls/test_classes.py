"""A class has a rule or is a handle of a script, and each rule is for a class that is there."""

import re
from pathlib import Path

from carecircle.web.http.stylesheets import STYLES
from tests.walls.source import ROOT

TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SCRIPTS = sorted((ROOT / "static" / "js").glob("*.js"))
JINJA = r"\{\{.*?\}\}|\{%.*?%\}"
CLASS = re.compile(rf'\bclass="((?:{JINJA}|[^"{{])*)"', re.DOTALL)
# Found by scripts, or what a page for print and a test look for; they look like what they are in.
HANDLES = {"words", "day", "block", "paper-in"}


def _styled() -> set[str]:
    rules = "".join(path.read_text(encoding="utf-8") for path in STYLES.paths(ROOT / "static"))
    return set(re.findall(r"\.([a-z][\w-]*)", re.sub(r"/\*.*?\*/|\{[^{}]*\}", "", rules)))


def _written(path: Path) -> set[str]:
    """The classes that a template writes out itself, not those that come from a value."""
    values = CLASS.findall(path.read_text(encoding="utf-8"))
    return {one for value in values for one in re.sub(JINJA, " ", value, flags=re.DOTALL).split()}


def test_each_class_of_a_template_has_a_rule() -> None:
    styled = _styled() | HANDLES
    bare = {path.name: _written(path) - styled for path in TEMPLATES}
    assert {name: classes for name, classes in bare.items() if classes} == {}


def test_each_rule_is_for_a_class_that_is_there() -> None:
    sources = [*TEMPLATES, *SCRIPTS, *(ROOT / "carecircle" / "web").rglob("*.py")]
    words = {
        word for path in sources for word in re.findall(r"[\w-]+", path.read_text(encoding="utf-8"))
    }
    assert _styled() - words == set()
