"""Messages of errors can be translated: each goes through gettext as one text with its values."""

import ast
import re
from collections.abc import Iterator
from typing import TypeGuard

import pytest

from carecircle.care import errors
from tests.walls.source import modules, name

MESSAGES_FOR_PEOPLE = ("care", "web", "auth", "delivery")
GETTEXT = {"_", "lazy_gettext", "gettext", "ngettext", "pgettext", "lazy_pgettext", "translate"}
PROSE = re.compile(r"[A-Za-z]{2,}[^A-Za-z{}]* [^A-Za-z]*[a-z]{2,}|^ ?[a-z]{2,} |[a-z]{2,} $")


def error_names() -> set[str]:
    found = [errors.ActionError]
    for one in found:
        found += one.__subclasses__()
    return {one.__name__ for one in found}


def faults(source: str, folder: str = "care") -> list[int]:
    """The lines with a message that no catalogue can have. In care a ValueError has one, too."""
    tree = ast.parse(source)
    names = error_names() | ({"ValueError"} if folder == "care" else set())
    found = {
        bad.lineno
        for call in errors_made(tree, names)
        for part in parts(call)
        for bad in untranslated(part)
    }
    if imports(tree) & names:
        found |= {one.lineno for one in returned(tree) if is_joined(one)}
    return sorted(found)


def name_of(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def errors_made(tree: ast.AST, names: set[str]) -> Iterator[ast.Call]:
    """The calls that make an error: by its class, and by the __init__ of a class beneath it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and name_of(node) in names:
            yield node
        if isinstance(node, ast.ClassDef) and {ast.unparse(base) for base in node.bases} & names:
            yield from (one for one in ast.walk(node) if is_init(one))


def is_init(node: ast.AST) -> TypeGuard[ast.Call]:
    is_method = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    return is_method and node.func.attr == "__init__"


def parts(call: ast.Call) -> list[ast.expr]:
    return [*call.args, *(one.value for one in call.keywords)]


def imports(tree: ast.AST) -> set[str]:
    lines = [one for one in ast.walk(tree) if isinstance(one, ast.ImportFrom)]
    return {imported.name for one in lines for imported in one.names}


def returned(tree: ast.AST) -> Iterator[ast.expr]:
    """What functions return or keep under a name, to be raised elsewhere."""
    for one in ast.walk(tree):
        if isinstance(one, ast.Return | ast.Assign) and one.value is not None:
            yield one.value


def untranslated(part: ast.expr) -> Iterator[ast.expr]:
    if isinstance(part, ast.Dict):
        for value in part.values:
            yield from untranslated(value)
    elif is_joined(part) or (isinstance(part, ast.Constant) and is_prose(part.value)):
        yield part
    elif isinstance(part, ast.Call) and name_of(part) in GETTEXT:
        yield from (one for one in part.args if is_joined(one))


def is_joined(part: ast.expr) -> bool:
    """An f-string with words in it, or a text put together with +, % or format()."""
    if isinstance(part, ast.JoinedStr):
        return any(isinstance(one, ast.Constant) and is_prose(one.value) for one in part.values)
    if isinstance(part, ast.BinOp) and isinstance(part.op, ast.Add | ast.Mod):
        return any(is_text(side) for side in (part.left, part.right))
    is_method = isinstance(part, ast.Call) and isinstance(part.func, ast.Attribute)
    return is_method and part.func.attr == "format" and is_text(part.func.value)


def is_text(part: ast.expr) -> bool:
    if isinstance(part, ast.Call):
        return name_of(part) in GETTEXT
    return is_joined(part) or (isinstance(part, ast.Constant) and is_prose(part.value))


def is_prose(value: object) -> bool:
    return isinstance(value, str) and PROSE.search(value) is not None


def test_no_message_of_an_error_goes_past_the_catalogue() -> None:
    found = {}
    for folder in MESSAGES_FOR_PEOPLE:
        for path in modules(folder):
            found[name(path)] = faults(path.read_text("utf-8"), folder)
    assert len(found) > 300
    assert {path: lines for path, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    "line",
    [
        'raise Conflict(f"{name} recorded this", "already")',
        'raise Conflict("Somebody recorded this", "already")',
        'raise Invalid({"why": f"{name} recorded this. Say why"})',
        'raise Invalid({"why": "Say why"})',
        'raise RuleBroken(name + " recorded this", "rule")',
        'raise RuleBroken("%s recorded this" % name, "rule")',
        'raise NotAllowed("{} may not do this".format(name))',
        'raise NotAllowed(message=_("Not allowed, %(name)s") % {"name": name})',
        'raise NotAllowed(_("Not allowed. ") + name)',
        'raise NotAllowed(_(f"{name} may not do this"))',
        'raise ValueError(f"At most {most} times")',
        'class Late(NotAllowed):\n    def __init__(self):\n        super().__init__("It is late")',
        'def message(name):\n    return f"{name} recorded this"',
        'def message(name):\n    text = name + " recorded this"\n    return text',
    ],
)
def test_each_way_past_the_catalogue_is_found(line: str) -> None:
    imported = "from carecircle.care.errors import Conflict, Invalid, NotAllowed, RuleBroken\n"
    assert faults(imported + line) != []


@pytest.mark.parametrize(
    "line",
    [
        'raise Conflict(_("%(name)s recorded this", name=name), "already-recorded")',
        'raise Invalid({"why": _("Say why")})',
        "raise Invalid(problems)",
        'raise Invalid({"value": error.args[0]}) from error',
        'text = f"{name} {number}"',
    ],
)
def test_a_message_in_the_catalogue_is_none(line: str) -> None:
    assert faults("from carecircle.care.errors import Conflict, Invalid\n" + line) == []
