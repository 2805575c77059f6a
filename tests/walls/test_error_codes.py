"""Every code of an error that the program can answer is in the contract, and no other."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from carecircle.care.families.actions import inviting
from carecircle.db import schema
from carecircle.db.gate import UNAVAILABLE
from carecircle.web.http.database_failures import CODES
from carecircle.web.http.error_pages import HTTP_CODES
from tests.walls.source import ROOT
from tests.walls.test_error_messages import error_names

CONTRACT = (ROOT / "docs" / "contract.md").read_text(encoding="utf-8")
SECTION = re.compile(r"\n### Codes of errors\n(.*?)\n## ", re.DOTALL)
CODE = re.compile(r"[a-z]+(?:-[a-z]+)*")
# Which argument is the code.
PLACES = {"error_response": 1, "DatabaseNotReady": 0, "not_ready": 0, "Question": 0}
NOT_WRITTEN_OUT = {  # where it is computed: what it can be
    ("inviting", "f'invitation-{over}'"): {f"invitation-{over}" for over in inviting.OVER},
    ("errors", "first.code"): set[str](),  # of a question that is found where it is made
    ("errors", "error.code"): set[str](),  # of an error that is found where it is made
    ("errors", "HTTP_CODES.get(status, 'refused')"): {*HTTP_CODES.values(), "refused"},
    ("gate", "self.problem.code"): set[str](),
    ("database_failures", "CODES[failure]"): set(CODES.values()),
    ("database_gate", "code"): {UNAVAILABLE},
}


def codes_of(path: Path) -> Iterator[str]:
    source = path.read_text(encoding="utf-8")
    module = import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func).rsplit(".", 1)[-1]
            for given in code_given(node, name):
                found = values(path.stem, module, given)
                is_of_database = name in ("DatabaseNotReady", "not_ready")
                yield from (of_database(one) for one in found) if is_of_database else found
        elif isinstance(node, ast.ClassDef):
            yield from codes_of_class(node)


def codes_of_class(node: ast.ClassDef) -> Iterator[str]:
    """`code = "x"`, or `status, code = 422, "x"`."""
    for one in node.body:
        if isinstance(one, ast.Assign) and ast.unparse(one.targets[0]).strip("()").endswith("code"):
            parts = one.value.elts if isinstance(one.value, ast.Tuple) else [one.value]
            yield ast.literal_eval(parts[-1])


def code_given(call: ast.Call, name: str) -> list[ast.expr]:
    """The expressions that become the code of the error that is made."""
    if name not in PLACES and name not in error_names() - {"Invalid"}:
        return []
    at = PLACES.get(name, 1)
    by_name = [one.value for one in call.keywords if one.arg == "code"]
    return [*call.args[at : at + 1], *by_name]


def values(stem: str, module: ModuleType, given: ast.expr) -> set[str]:
    written = ast.unparse(given)
    if (stem, written) in NOT_WRITTEN_OUT:
        return NOT_WRITTEN_OUT[stem, written]
    if isinstance(given, ast.IfExp):
        return values(stem, module, given.body) | values(stem, module, given.orelse)
    if isinstance(given, ast.Subscript):
        return set(getattr(module, ast.unparse(given.value)).values())
    if isinstance(given, ast.Name):
        return {getattr(module, given.id)}
    assert isinstance(given, ast.Constant), f"{stem}: what can {written} be?"
    return {given.value}


def of_database(code: str) -> str:
    return code if code == UNAVAILABLE else f"database-{code}"


@pytest.fixture(scope="module")
def answered() -> set[str]:
    """The codes of the modules that make an error or a response."""
    found: set[str] = set()
    for path in sorted((ROOT / "carecircle").rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        made = [*error_names(), *PLACES]
        if any(f"{name}(" in source for name in made) and path.name != "schema.py":
            found |= set(codes_of(path))
    found |= set(codes_of(ROOT / "carecircle" / "care" / "errors.py"))
    return found | {of_database(problem) for problem in schema._WORDS}


def test_the_contract_names_every_code_and_no_other(answered: set[str]) -> None:
    section = SECTION.search(CONTRACT)
    assert section
    listed = re.findall(r"`([^`]+)`", section[1])
    assert len(listed) == len(set(listed))
    assert set(listed) == answered
    assert [code for code in listed if not CODE.fullmatch(code)] == []


@pytest.mark.parametrize(
    "code",
    [
        *("database-demo", "database-older", "already-recorded", "over-maximum", "too-often"),
        *("invitation-used", "invitation-expired", "outcome-unknown", "headers-too-large"),
    ],
)
def test_each_way_of_writing_a_code_is_found(answered: set[str], code: str) -> None:
    assert code in answered
