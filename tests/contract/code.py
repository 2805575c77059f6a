"""What the text of the code says: its error codes and commands, wherever they are kept."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import carecircle
from carecircle.delivery import conversation

PACKAGE = Path(carecircle.__file__).parent
REFUSALS = re.compile(r"Conflict|RuleBroken|Refused|ActionError")
A_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def words_of_the_code() -> set[str]:
    """Every constant text in the package: a code or a command that is none of them is gone."""
    nodes = (node for tree in _trees() for node in ast.walk(tree))
    constants = (node.value for node in nodes if isinstance(node, ast.Constant))
    return {value for value in constants if isinstance(value, str)}


def error_codes() -> list[str]:
    """Of classes that are refusals, of calls that make one, and of tables by that name."""
    nodes = (node for tree in _trees() for node in ast.walk(tree))
    said = (one for node in nodes for one in _said(node) if isinstance(one, ast.Constant))
    codes = {one.value for one in said if isinstance(one.value, str)}
    return sorted(code for code in codes if A_CODE.fullmatch(code))


def _said(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.Call) and len(node.args) > 1:
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        return [node.args[1]] if REFUSALS.fullmatch(name) else []
    if not isinstance(node, ast.Assign):
        return []
    target, value = ast.unparse(node.targets[0]), node.value
    if isinstance(value, ast.Dict):
        table = value.keys if target == "OVER" else value.values
        return [one for one in table if one] if re.search("CODES$|^OVER$", target) else []
    if target.endswith("code") and isinstance(value, ast.Constant):
        return [value]
    return value.elts if "code" in target and isinstance(value, ast.Tuple) else []


def _trees() -> Iterator[ast.AST]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield ast.parse(path.read_text(encoding="utf-8"))


def own_commands() -> list[str]:
    """Those that the websocket answers itself."""
    tree = ast.parse(Path(conversation.__file__).read_text(encoding="utf-8"))
    keys = [key for node in ast.walk(tree) if isinstance(node, ast.Dict) for key in node.keys]
    names = [key.value for key in keys if isinstance(key, ast.Constant)]
    return sorted(name for name in names if isinstance(name, str) and ":" in name)
