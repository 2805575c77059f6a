"""How it ends, told as it was: a drill, a mistake, a stay in hospital, and by plain forms alone."""

import re

import pytest

from tests.cast import Cast
from tests.folded import folded
from tests.visitors import Visitor, shown_in


@pytest.fixture
def base(cast: Cast) -> str:
    return f"/families/{cast.family_id}"


def leads_to(visitor: Visitor, path: str, button: str, **fields: str) -> str:
    """Press that button of that page, as a browser without script does; answers the next page."""
    page = visitor.page(path).text
    [form] = [one for one in page.split("<form")[1:] if button in one.split("</form")[0]]
    action = re.search('action="([^"]+)"', form.split(">")[0])
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
    assert action is not None
    told = visitor.send(action[1], **hidden | fields)
    assert told.status_code == 303
    return told.headers["Location"]


def answers(visitor: Visitor, path: str, button: str) -> None:
    """A button that stands by itself and belongs to the page's one form."""
    [found] = re.findall(
        rf"<button [^>]*>(?:(?!</button>).)*{button}", folded(visitor.page(path).text)
    )[:1]
    given = dict(re.findall(r'(name|value|formaction)="([^"]*)"', found))
    fields = {given["name"]: given["value"]} if "name" in given else {}
    assert visitor.send(given["formaction"], **fields).status_code == 303


def test_a_drill_is_told_from_a_real_one_at_first_glance(
    base: str, ana: Visitor, ben: Visitor
) -> None:
    drill = ana.post(f"{base}/emergencies", drill=True).json["id"]
    for page in ("", "doses", f"emergencies/{drill}"):
        shown = shown_in(ben.page(f"{base}/{page}").text)
        assert "Drill: Help is needed" in shown
        assert "Do not call: this is a drill" in shown
        assert "tel:112" not in shown
    assert (
        "tel:112"
        in ben.page(f"{base}/emergencies/{ana.post(f'{base}/emergencies').json['id']}").text
    )


def test_by_plain_forms_it_is_raised_answered_closed_and_opened_again(
    base: str, ana: Visitor, ben: Visitor
) -> None:
    here = leads_to(ana, f"{base}/emergencies/new", "Tell everybody now", type="fall")
    answers(ben, here, "I am on my way")
    assert "<bdi>Ben Archer</bdi>:</b> is on the way" in ana.page(here).text
    leads_to(ben, here, "It is over", outcome="handled", note="Up again")
    assert "Looked after, all is well. Up again" in ana.page(here).text
    leads_to(ana, here, "Open it again")
    assert "Nobody has answered since" in ben.page(here).text
    told = ben.page(f"{here}/timeline").text.split("<tbody>")[1]
    places = [
        told.index(words)
        for words in (
            "raised an emergency",
            "is on the way",
            "closed the",
            "opened the emergency again",
        )
    ]
    assert places == sorted(places)


def test_a_drill_runs_by_plain_forms_and_stands_in_the_readiness(
    base: str, ana: Visitor, ben: Visitor
) -> None:
    here = leads_to(ana, f"{base}/readiness", "Start a drill", drill="yes")
    answers(ben, here, "I have seen it")
    leads_to(ana, here, "It is over", outcome="drill_over")
    ready = ana.page(f"{base}/readiness").text
    assert "Reached 1 of 2." in ready
    assert "Not reached: <bdi>Vera Almeida" in ready


def test_a_step_that_a_mistake_made_needless_was_answered_by_nobody(
    base: str, ana: Visitor
) -> None:
    here = f"{base}/emergencies/{ana.post(f'{base}/emergencies').json['id']}"
    answers(ana, here, "Sent by mistake")
    shown = ana.page(here).text
    assert "Not needed: it was closed" in shown
    assert "somebody answered" not in shown


def test_one_that_ended_in_hospital_leads_to_the_stay(base: str, ana: Visitor) -> None:
    here = f"{base}/emergencies/{ana.post(f'{base}/emergencies').json['id']}"
    leads_to(ana, here, "It is over", outcome="hospital")
    [stay] = re.findall(r'href="([^"]+hospital=yes)#away"', ana.page(here).text)
    form = ana.page(stay.replace("&amp;", "&")).text.split('id="away"')[1]
    assert form.startswith(" open>")
    assert 'value="hospital" selected' in form
