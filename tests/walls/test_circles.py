"""No circle of imports: not by files, and not between the files and folders of one folder.

Every import counts, also one inside a function or under TYPE_CHECKING: it is read from the source.
"""

import ast
from collections.abc import Iterator, Set
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.walls.source import PACKAGE

Graph = dict[str, set[str]]

# The slices of the web still import each other. A folder named here may hold circles.


def imports_of(package: Path) -> Graph:
    """Returns for each module of the package the modules of it that it imports."""
    paths = {_module(package, path): path for path in package.rglob("*.py")}
    return {
        module: {found for found in _imported(path, paths.keys()) if found != module}
        for module, path in paths.items()
        if ".versions." not in module
    }


def _module(package: Path, path: Path) -> str:
    parts = path.relative_to(package.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imported(path: Path, known: Set[str]) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            named = {f"{node.module}.{alias.name}" for alias in node.names}
            yield from named & known or {str(node.module)} & known


def siblings(graph: Graph, parent: str) -> Graph:
    """Returns the imports between the files and folders that lie directly in one folder."""
    found: Graph = {}
    for module, imported in graph.items():
        here = _child(module, parent)
        others = {_child(other, parent) for other in imported} - {here, None}
        if here is not None:
            found.setdefault(here, set()).update(other for other in others if other)
    return found


def _child(module: str, parent: str) -> str | None:
    if not module.startswith(f"{parent}."):
        return None
    return f"{parent}.{module.removeprefix(f'{parent}.').partition('.')[0]}"


def circle(graph: Graph) -> list[str] | None:
    """Returns one circle of the graph, None where there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return None


def folders(package: Path) -> list[str]:
    return sorted(_module(package, path) for path in package.rglob("__init__.py"))


GRAPH = imports_of(PACKAGE)


def test_no_circle_by_files() -> None:
    assert circle(GRAPH) is None


@pytest.mark.parametrize("folder", folders(PACKAGE))
def test_no_circle_in_a_folder(folder: str) -> None:
    assert circle(siblings(GRAPH, folder)) is None


PLANTED = {
    "by files": ({"a": "import p.b", "b": "from p import a"}, True),
    "under TYPE_CHECKING": ({"a": "if TYPE_CHECKING:\n    import p.b", "b": "import p.a"}, True),
    "in a function": ({"a": "def f():\n    import p.b", "b": "from p.a import f"}, True),
    "by folders alone": (
        {"x/a": "import p.y.a", "y/a": "", "y/b": "import p.x.b", "x/b": ""},
        True,
    ),
    "none": ({"x/a": "import p.y.a", "y/a": "import p.z", "z": ""}, False),
}


@pytest.mark.parametrize("kind", PLANTED)
def test_a_planted_circle_is_found(kind: str, tmp_path: Path) -> None:
    files, is_found = PLANTED[kind]
    for name, text in files.items():
        path = tmp_path / "p" / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    graph = imports_of(tmp_path / "p")
    assert (circle(siblings(graph, "p")) is not None) == is_found
    assert (circle(graph) is not None) == (is_found and kind != "by folders alone")
