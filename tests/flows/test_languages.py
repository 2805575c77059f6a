"""Every page and live part in another language, and no word of ours that no catalogue knows."""

import pytest
from flask import Flask

from carecircle import clock
from carecircle.web.language import translation
from tests.cast import Cast
from tests.flows.leftovers import Marked, leftovers, written_down
from tests.flows.stories import STORIES, Home, handed, pages_of, pressed
from tests.flows.test_live_page_equals_reloaded_page import check
from tests.visitors import Visitor

SPANISH = {"Accept-Language": "es"}
ALSO = (
    *("/emergencies/new", "/shifts/new", "/notes/new", "/medications/new", "/observations/new"),
    *("/numbers", "/pin", "/readiness", "/escalation", "/notifications", "/calendar"),
    *("/recipients", "/recipients/new", "/channels/new", "/call-list"),
    *("/recipients/{rosa}", "/recipients/{rosa}/edit", "/recipients/{rosa}/emergency-sheet"),
    *("/recipients/{rosa}/emergency-sheet/edit", "/recipients/{rosa}/missing-sheet"),
    *("/recipients/{rosa}/medication-chart", "/recipients/{rosa}/summary"),
    *("/medications/{medication}", "/doses/{dose}", "/shifts/{shift}", "/shifts/{shift}/handoff"),
    *("/emergencies/{emergency}/timeline", "/observations/{observation}"),
)


def _lived_in(home: Home) -> list[str]:
    """A family to whom something of everything has happened; the addresses of its pages."""
    pressed(home)
    home.answer("/acknowledgement", answer="on_my_way", minutes=10)
    home.give(outcome="refused", reason="Felt sick")
    handed(home)
    home.observe("blood_pressure", "120/80")
    home.open_channel()
    home.say("Hello")
    of = {"rosa": home.cast.rosa, "medication": home.medication.id, "dose": home.dose.id}
    of |= {"shift": home.shift, "emergency": home.emergency, "observation": home.observation}
    return [*pages_of(home), *(home.base + path.format(**of) for path in ALSO), "/account"]


def test_every_word_on_a_page_is_in_the_catalogue(
    app: Flask, cast: Cast, ana: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    marked = Marked(translation.catalogue("es"))
    monkeypatch.setattr(translation, "catalogue", lambda _name: marked)
    pages = _lived_in(Home(app, cast))
    known = written_down()
    for path in pages:
        page = ana.page(path)
        assert page.status_code == 200, path
        assert "⟦" in page.text
        assert list(leftovers(page.text, known)) == [], path
    assert marked.unknown == set()


@pytest.mark.parametrize(
    "type_", ["emergency:acknowledged", "medication:logged", "shift:started", "message"]
)
def test_a_live_part_in_spanish_is_the_page_fetched_afresh(
    type_: str, app: Flask, cast: Cast, ana: Visitor
) -> None:
    ana.headers |= SPANISH
    home = Home(app, cast)
    assert "Tomas de hoy" in ana.page(home.base + "/").text
    before, happen = STORIES[type_]
    with clock.moved_to(clock.now()):
        before(home)
        assert type_ in check(home, ana, happen)


def test_who_chose_a_language_hears_it_live_and_is_refused_in_it(
    app: Flask, cast: Cast, ana: Visitor
) -> None:
    ana.send("/language", language="es")
    home = Home(app, cast)
    start = ana.get(home.base + "/events").json["cursor"]
    home.give()
    [told] = ana.get(f"{home.base}/events?after={start}&format=html").json["events"]
    assert "Dado" in told["html"]
    refused = ana.post(home.base + "/notes", body="")
    assert refused.json["error"]["fields"] == {"body": "Escriba primero la nota"}
    assert home.ana.post(home.base + "/notes", body="").json["error"]["fields"] == {
        "body": "Write the note first"
    }
