"""What is said after the press is added to that emergency, and to no other."""

import re

import pytest

from tests.cast import Cast
from tests.visitors import Visitor

MORE = {"type": "fall", "severity": "critical", "location": "Hall", "note": "Awake"}


@pytest.fixture
def base(cast: Cast) -> str:
    return f"/families/{cast.family_id}/emergencies"


def say_more(visitor: Visitor, path: str, **fields: str) -> int:
    """Through the form of the page, with what it carries unseen."""
    page = visitor.page(path).text
    form = next(part for part in page.split("<form") if 'aria-labelledby="more-title"' in part)
    hidden = dict(
        re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form.split("</form")[0])
    )
    return visitor.send(path.rpartition("/")[0], **hidden | MORE | fields).status_code


@pytest.mark.parametrize("drill", [False, True], ids=["a real one", "a drill"])
def test_type_severity_where_and_words_are_added_after_the_press(
    base: str, ana: Visitor, ben: Visitor, drill: bool
) -> None:
    made = ana.post(base, drill=drill).json["id"]
    assert say_more(ben, f"{base}/{made}") == 303
    [told] = ana.get(base).json["items"]
    assert {name: told[name] for name in MORE} == MORE
    assert (told["id"], told["drill"]) == (made, drill)


def test_what_comes_after_it_was_closed_raises_no_other(
    base: str, ana: Visitor, ben: Visitor
) -> None:
    made = ana.post(base).json["id"]
    ana.post(f"{base}/{made}/resolution", outcome="handled")
    late = ben.send(base, emergency=made, **MORE)
    assert late.status_code == 409
    assert "Ana Almeida has already closed" in late.text
    assert len(ana.get(base).json["items"]) == 1


def test_what_cannot_be_read_comes_back_on_its_page(base: str, ana: Visitor, sam: Visitor) -> None:
    made = ana.post(base, drill=True).json["id"]
    answer = ana.send(base, emergency=made, location="x" * 300)
    assert answer.status_code == 422
    assert f'name="emergency" value="{made}"' in answer.text
    assert sam.post(base, emergency=made).status_code == 404


def test_a_page_that_is_behind_undoes_no_newer_news(base: str, ana: Visitor, ben: Visitor) -> None:
    made = ana.post(base).json["id"]
    seen_by_ana = ana.page(f"{base}/{made}").text
    ben.post(base, emergency=made, type="unresponsive", severity="critical")
    for name in ("type", "severity"):
        options = seen_by_ana.split(f'name="{name}"')[1].split("</select>")[0]
        assert re.findall('value="([^"]*)"', options)[0] == ""  # what is sent unless one chooses
        assert "selected" not in options.replace('value="" selected', "")
    assert ana.send(base, emergency=made, type="", severity="", note="Cold").status_code == 303
    [told] = ben.get(base).json["items"]
    assert (told["type"], told["severity"], told["note"]) == ("unresponsive", "critical", "Cold")


def test_a_press_that_comes_again_undoes_no_newer_news(
    base: str, ana: Visitor, ben: Visitor
) -> None:
    made = ana.post(base, type="fall", severity="high").json["id"]
    ben.post(base, emergency=made, type="unresponsive", severity="critical")
    assert ana.post(base, type="fall", severity="high").json["id"] == made
    [told] = ben.get(base).json["items"]
    assert (told["type"], told["severity"]) == ("unresponsive", "critical")
    ana.post(base, type="fire")
    ben.post(base, emergency=made, severity="high")  # who looks at it may say what was said before
    [told] = ben.get(base).json["items"]
    assert (told["type"], told["severity"]) == ("fire", "high")
