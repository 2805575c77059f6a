"""What is polled: not sent again while nothing happened, and made once for all who ask at once."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import event as sqlalchemy_event

from carecircle.care.emergencies import actions, inputs
from carecircle.db.session import database
from tests import cast as casting
from tests.cast import Cast
from tests.visitors import Visitor, browser_of

POLLED = ["/stats", "/alerts"]


@pytest.fixture
def home(cast: Cast) -> str:
    return f"/families/{cast.family_id}"


@pytest.fixture
def dose(cast: Cast, home: str) -> str:
    found = casting.first_dose(casting.prescribe(cast.ana, strength="5 mg"))
    return f"{home}/doses/{found.id}"


@contextmanager
def queries() -> Iterator[list[str]]:
    """Those that are asked meanwhile."""
    asked: list[str] = []

    def note(_c: object, _cursor: object, sql: str, *_rest: object) -> None:
        asked.append(sql)

    sqlalchemy_event.listen(database().engine, "before_cursor_execute", note)
    yield asked
    sqlalchemy_event.remove(database().engine, "before_cursor_execute", note)
    asked[:] = [sql for sql in asked if not sql.startswith("BEGIN")]


@pytest.mark.parametrize("place", POLLED)
def test_a_polled_partial_costs_one_query_while_nothing_happened(
    place: str, ana: Visitor, home: str, dose: str
) -> None:
    mark = ana.page(home + place).headers["ETag"]
    with queries() as asked:
        unchanged = ana.page(home + place, If_None_Match=mark)
    assert (unchanged.status_code, unchanged.data) == (304, b"")
    assert len(asked) == 1
    ana.post(f"{dose}/administration", outcome="given")
    assert ana.page(home + place, If_None_Match=mark).status_code == 200


@pytest.mark.parametrize("place", POLLED)
def test_a_tag_made_weak_on_the_way_is_known_again(place: str, ana: Visitor, home: str) -> None:
    """As by a proxy that compresses."""
    mark = ana.page(home + place).headers["ETag"]
    assert ana.page(home + place, If_None_Match=f'"old", W/{mark}').status_code == 304


def test_the_stats_agree_with_the_page(ana: Visitor, home: str, dose: str) -> None:
    ana.post(f"{dose}/administration", outcome="given")
    partial = ana.page(f"{home}/stats").text
    assert "1 of 1" in partial
    assert partial.strip() in ana.page(f"{home}/").text


@pytest.mark.parametrize("place", POLLED)
def test_all_of_a_role_who_ask_at_once_are_given_the_same_bytes(
    place: str, ana: Visitor, app: Flask, cast: Cast, home: str
) -> None:
    eva = browser_of(app, casting.join(cast.family_id, "Eva Almeida", "EA", "admin"))
    actions.raise_emergency(cast.ben, inputs.RaiseInput.read({"type": "fall"}))
    first = ana.page(home + place)
    with queries() as asked:
        second = eva.page(home + place)
    assert len(asked) == 1, asked
    app.extensions["partials"].clear()
    alone = eva.page(home + place)
    assert first.data == second.data == alone.data
    assert "fall" in first.text or 'class="emergency"' in first.text


@pytest.mark.parametrize("place", POLLED)
def test_another_role_and_other_news_are_never_given_what_was_kept(
    place: str, ana: Visitor, app: Flask, cast: Cast, home: str
) -> None:
    vera = browser_of(app, cast.vera)
    emergency, _ = actions.raise_emergency(cast.ben, inputs.RaiseInput.read({"type": "fall"}))
    before = ana.page(home + place)
    assert vera.page(home + place).headers["ETag"] != before.headers["ETag"]
    actions.resolve(cast.ben, emergency.id, inputs.ResolutionInput.read({"outcome": "mistake"}))
    after = ana.page(home + place)
    assert after.headers["ETag"] != before.headers["ETag"]
    assert after.data != before.data
