"""Every form about medications that is refused comes back: as it was typed, the words beside it."""

from collections.abc import Iterator

import pytest
from werkzeug.test import TestResponse

from tests import cast as casting
from tests.cast import Cast
from tests.flows.dom import Node, parse
from tests.visitors import Visitor

BAD = {"number": "often", "date": "2026-02-31", "time": "25:61", "file": "", "password": "no"}
BAD |= {"datetime-local": "2026-02-31T25:61", "text": "x" * 5000, "textarea": "x" * 5000}
IN_SECRET = ("password", "file")


def inside(node: Node) -> Iterator[Node]:
    yield node
    for child in node.nodes():
        yield from inside(child)


def around(node: Node) -> Iterator[Node]:
    while node.parent is not None:
        node = node.parent
        yield node


def typed_into(form: Node) -> list[Node]:
    fields = [one for one in inside(form) if one.tag in ("input", "textarea")]
    return [one for one in fields if kind_of(one) in BAD]


def kind_of(field: Node) -> str:
    return field.attributes.get("type", "text") if field.tag == "input" else field.tag


def value_of(field: Node) -> str:
    inner = "".join(one for one in field.children if isinstance(one, str))
    return inner.strip("\n") if field.tag == "textarea" else field.attributes.get("value", "")


def forms_of(page: TestResponse) -> dict[str, Node]:
    """Those of the page's own in which something is typed, by where they are sent."""
    main = parse(page.text).find("main")
    assert main is not None
    found = [one for one in inside(main) if one.attributes.get("method") == "post"]
    here = page.request.path
    return {one.attributes.get("action") or here: one for one in found if typed_into(one)}


def sent(form: Node) -> dict[str, str]:
    """Everything in it that can be typed, wrong; what is chosen as it stands."""
    hidden = [one for one in inside(form) if one.attributes.get("type") == "hidden"]
    fields = {one.attributes["name"]: one.attributes.get("value", "") for one in hidden}
    button = next(one for one in inside(form) if one.tag == "button")
    fields[button.attributes.get("name", "button")] = button.attributes.get("value", "")
    return fields | {one.attributes["name"]: BAD[kind_of(one)] for one in typed_into(form)}


def comes_back(page: TestResponse, action: str, fields: dict[str, str]) -> None:
    assert page.status_code == 422, (action, page.status_code)
    form = forms_of(page)[action]
    for one in typed_into(form):
        if kind_of(one) not in IN_SECRET:
            assert value_of(one) == fields[one.attributes["name"]], one.attributes
    closed = [one for one in around(form) if one.tag == "details" and "open" not in one.attributes]
    assert not closed, f"{action} is hidden"
    problems = parse(page.text).find("problems")
    assert problems is not None
    ids = {one.attributes["id"] for one in inside(form) if "id" in one.attributes}
    targets = {one.attributes["href"][1:] for one in inside(problems) if one.tag == "a"}
    assert targets, f"{action}: no message leads to a field"
    assert targets <= ids, f"{action}: {targets - ids}"
    assert {f"{one}-error" for one in targets} <= ids, f"{action}: no message beside the field"


@pytest.fixture
def pages(cast: Cast, ana: Visitor, ben: Visitor) -> list[str]:
    """Each page with a form about medications, in a state that shows it."""
    base = f"/families/{cast.family_id}"

    def made(path: str, **members: object) -> str:
        answer = ben.post(f"{base}/{path}", **members)
        assert answer.status_code == 201, answer.text
        return str(answer.json["id"])

    due, other = (casting.first_dose(casting.prescribe(cast.ana, name)).id for name in "AB")
    drug = {"needs_witness": "yes", "is_controlled": "yes", "stock": 20}
    morphine = casting.prescribe(cast.ana, "Morphine", **drug)
    made(f"doses/{other}/administration", outcome="given")
    made(f"doses/{other}/administration", outcome="given", really_given=True, reason="Twice")
    prn = casting.prescribe_prn(cast.ana)
    incomplete = casting.prescribe_prn(cast.ana, "Codeine", max_per_day="")
    record = made(f"medications/{prn.id}/administrations", reason="Hip pain", score=5)
    away = made("absences", kind="away")
    critical = casting.prescribe(cast.ana, "Levodopa", is_time_critical="yes")
    refused = casting.first_dose(critical).id
    made(f"doses/{refused}/administration", outcome="unavailable", reason="Box empty")
    [task] = ana.get(f"{base}/medication-tasks").json["items"]
    incident = ana.page(f"{base}/").text.partition("medication-incidents/")[2].partition('"')[0]
    paths = (
        *(f"doses/{one}" for one in (due, other, casting.first_dose(morphine).id)),
        *(f"medications/{one}" for one in ("new", morphine.id, prn.id, incomplete.id)),
        *(f"medications/{one.id}/register" for one in (morphine, prn)),
        *(f"administrations/{record}", f"administrations/{record}/effect"),
        *(f"medications/{prn.id}/give", "doses", f"absences/{away}", "numbers", "pin"),
        *(f"medication-tasks/{task['id']}", f"medication-incidents/{incident}"),
    )
    return [f"{base}/{path}" for path in paths]


def test_whatever_is_typed_wrong_comes_back_beside_its_message(
    pages: list[str], ana: Visitor
) -> None:
    seen = set()
    for path in pages:
        forms = forms_of(ana.page(path))
        assert forms, path
        for action, form in forms.items():
            fields = sent(form)
            comes_back(ana.send(action, **fields), action, fields)
            seen.add(action.rpartition("/")[2])
    assert seen >= {"administration", "correction", "administrations", "effect", "absences"}
    assert seen >= {"return", "stock-entries", "stock-counts", "regimens", "activation", "stop"}
    assert seen >= {"window", "photo", "numbers", "pin", "steps", "review", "medications"}
