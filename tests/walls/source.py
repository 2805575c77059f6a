"""Reading the project's own source, for the walls."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "carecircle"


def modules(*parts: str) -> list[Path]:
    """The modules under a folder of the package, migrations left out."""
    found = sorted(PACKAGE.joinpath(*parts).rglob("*.py"))
    return [path for path in found if "versions" not in path.parts]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def name(path: Path) -> str:
    """As one says it: care/medications/actions.py."""
    return path.relative_to(PACKAGE).as_posix()


def called(node: ast.AST) -> Iterator[tuple[str, str]]:
    """(object or empty, function) of each call beneath a node: ('session', 'add')."""
    for call in ast.walk(node):
        if isinstance(call, ast.Call):
            function = call.func
            if isinstance(function, ast.Attribute):
                yield ast.unparse(function.value), function.attr
            elif isinstance(function, ast.Name):
                yield "", function.id


def functions(path: Path) -> list[ast.FunctionDef]:
    return [n for n in ast.walk(tree(path)) if isinstance(n, ast.FunctionDef)]
