"""One rule says which record of a dose counts: nothing else asks whether a record is void."""

import ast

from tests.walls.source import modules, name, tree

MAY_READ = {
    "care/medications/rules.py": "the rule",
    "care/medications/records.py": "the rule for a query",
    "care/medications/giving/actions/corrections.py": "a correction writes it",
    "care/medications/giving/weight.py": "it reads a weight, which is an observation",
    "web/medications/giving/resources.py": "programs read when a record was voided",
}


def test_only_the_rule_asks_whether_a_record_is_void() -> None:
    readers = {
        name(path)
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr == "voided_at"
    }
    others = {one for one in readers if "observations" not in one}
    assert others - MAY_READ.keys() == set()
    assert "care/medications/rules.py" in others
