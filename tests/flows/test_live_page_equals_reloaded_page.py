"""For every event type: the page as it was, plus the fragment, is the page fetched afresh."""

from itertools import combinations
from typing import Any

import pytest
from flask import Flask

from carecircle import clock
from carecircle.care.medications.giving.actions import emit_due_doses
from carecircle.care.permissions import ROLES, TABLET
from carecircle.db.session import reading
from carecircle.events import cursor
from carecircle.realtime.forms import Variant
from carecircle.web.event_views import VIEWS
from carecircle.web.rendering import Renderer
from tests import cast as casting
from tests.cast import Cast
from tests.flows.dom import Node, apply, difference, parse
from tests.flows.screens import ASKED_FOR
from tests.flows.stories import BY_THE_CLOCK, STORIES, Happen, Home, pages_of, pressed
from tests.visitors import Visitor, browser_of

# Asked for each minute; one's own unread count; who has read what, which a page asks for by itself.


def tree(visitor: Visitor, path: str) -> Node:
    response = visitor.page(path)
    assert response.status_code == 200, path
    found = parse(response.text).find("main")
    assert found is not None
    return found


def fragments_after(visitor: Visitor, base: str, cursor: str) -> list[dict[str, Any]]:
    answer = visitor.get(f"{base}/events?after={cursor}&format=html").json
    assert answer is not None
    assert answer["recovered"]
    return answer["events"]


def check(home: Home, visitor: Visitor, happen: Happen) -> set[str]:
    """Answers the types of the events that were swapped in."""
    start = visitor.get(home.base + "/events").json
    assert start is not None
    pages = {path: tree(visitor, path) for path in pages_of(home)}
    happen(home)
    events = fragments_after(visitor, home.base, start["cursor"])
    for path, page in pages.items():
        if _fetches_itself(page, events):
            continue
        for event in events:
            apply(page, event["html"])
        fresh = tree(visitor, path)
        assert difference(page, fresh, ASKED_FOR) == "", path
    return {event["type"] for event in events}


def _fetches_itself(page: Node, events: list[dict[str, Any]]) -> bool:
    """The page names the events at which it is fetched anew; tests/browser sees that it is."""
    begin = page.attributes.get("data-fresh-on")
    return begin is not None and any(event["type"].startswith(begin) for event in events)


@pytest.fixture
def cast(app: Flask) -> Cast:
    return casting.gather(casting.DAY_ZONE)


@pytest.fixture(params=["ana", "vera"])
def looks_on(request: pytest.FixtureRequest, app: Flask, cast: Cast) -> Visitor:
    return browser_of(app, getattr(cast, request.param))


@pytest.mark.parametrize("type_", STORIES)
def test_a_live_page_equals_the_reloaded_page(
    type_: str, app: Flask, cast: Cast, looks_on: Visitor
) -> None:
    before, happen = STORIES[type_]
    home = Home(app, cast)
    with clock.moved_to(clock.now()):  # both looks at the same instant
        before(home)
        assert type_ in check(home, looks_on, happen)


@pytest.mark.parametrize("type_", BY_THE_CLOCK)
def test_a_page_that_the_clock_moves_equals_the_reloaded_page(
    type_: str, app: Flask, cast: Cast, looks_on: Visitor
) -> None:
    home = Home(app, cast)
    home.medication = casting.prescribe(
        cast.ana, "Digoxin", times=casting.wall_clock(40, casting.DAY_ZONE)
    )
    home.dose = casting.first_dose(home.medication)
    mark, before = BY_THE_CLOCK[type_]
    before(home)
    with clock.moved_to(getattr(casting.first_dose(home.medication), mark)):
        assert type_ in check(home, looks_on, lambda _home: emit_due_doses() and None)


@pytest.mark.parametrize("type_", STORIES)
def test_what_is_rendered_once_for_several_roles_is_the_same_for_each(
    type_: str, app: Flask, cast: Cast
) -> None:
    before, happen = STORIES[type_]
    home, render = Home(app, cast), Renderer(app)
    before(home)
    happen(home)
    with reading() as session:
        told = [e for e in cursor.read_after(session, cast.family_id, 0, 100) if e.type == type_]
    assert told
    with clock.moved_to(clock.now()):
        for one, other in combinations(
            [Variant("html", role, "en") for role in (*ROLES, TABLET)], 2
        ):
            if render.alike(told[-1], one) == render.alike(told[-1], other):
                assert render(told[-1], "e", one) == render(told[-1], "e", other)


def test_a_fragment_holds_no_token_of_whoever_asked(
    app: Flask, cast: Cast, looks_on: Visitor
) -> None:
    home = Home(app, cast)
    pressed(home)
    home.press(note="Awake now")
    looks_on.page(home.base + "/")
    [event] = fragments_after(looks_on, home.base, _before_last(looks_on, home))
    assert event["html"].count('name="csrf_token" value=""') == 2
    assert event["html"].count('name="idempotency_key" value=""') == 2


def _before_last(visitor: Visitor, home: Home) -> str:
    head = visitor.get(home.base + "/events").json
    assert head is not None
    epoch, seq = head["cursor"].split("-")
    return f"{epoch}-{int(seq) - 1}"


def test_every_type_with_a_fragment_is_tried() -> None:
    assert set(VIEWS) == STORIES.keys() | BY_THE_CLOCK.keys()
