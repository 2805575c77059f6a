"""Every type has its entry in one place, and what is wrong with them is known at start."""

import re

import pytest
from flask import Flask

from carecircle.events.catalogue import FILTERS, TYPES, EventType, Notify
from carecircle.web.event_views import merge_views
from carecircle.web.feed.pages import _kinds as filters
from carecircle.web.notifications.pages import _kinds as choices
from carecircle.web.notifications.pages import _why
from carecircle.web.shared.event_view import VIEWS, EventContext, EventView, Sentence
from tests.walls.source import ROOT

ARRIVED = EventType("visitor:arrived", ("visitor",), in_feed=True)


def say(it: EventContext) -> Sentence:
    return Sentence("door", f"{it.who} let {it.data['visitor']} in")


@pytest.mark.parametrize(
    ("kind", "entries", "problem"),
    [
        (ARRIVED, [{}], "has no entry"),
        (ARRIVED, [{"visitor:arrived": EventView()}], "has no sentence"),
        (ARRIVED, [{"visitor:arrived": EventView(say)}] * 2, "has two entries"),
        (ARRIVED, [{"visitor:gone": EventView(say)}], "visitor:gone is not a stored type"),
        (
            EventType("visitor:arrived", (), notifies=(Notify("note", "everybody", "notes"),)),
            [{"visitor:arrived": EventView(say)}],
            "leads to no page",
        ),
        (
            EventType("visitor:arrived", (), is_ephemeral=True),
            [{"visitor:arrived": EventView()}],
            "is not a stored type",
        ),
    ],
)
def test_what_does_not_fit_the_catalogue_stops_the_start(
    kind: EventType, entries: list[dict[str, EventView]], problem: str
) -> None:
    with pytest.raises(LookupError, match=problem):
        merge_views({kind.name: kind}, *entries)


def test_what_fits_is_merged() -> None:
    found = merge_views({ARRIVED.name: ARRIVED}, {"visitor:arrived": EventView(say)})
    assert list(found) == ["visitor:arrived"]


def test_each_type_has_its_partial_or_a_line_that_is_all_there_is() -> None:
    partials = {path.stem for path in (ROOT / "templates" / "feed").glob("_*.html")}
    types = {f"_{name.replace(':', '_')}": name for name in VIEWS}
    assert partials - types.keys() == {"_item", "_by"}
    assert [name for stem, name in types.items() if stem not in partials and not feeds(name)] == []


def feeds(name: str) -> bool:
    return TYPES[name].in_feed


def test_filters_choices_and_reasons_have_words(app: Flask) -> None:
    rules = [rule for kind in TYPES.values() for rule in kind.notifies]
    with app.test_request_context():
        assert [name for name, _words in filters()] == list(FILTERS)
        assert {name for name, _words in choices()} == {r.choice for r in rules if r.choice}
        assert all(_why(rule.why) for rule in rules)


@pytest.mark.parametrize("name", [n for n, view in VIEWS.items() if view.page])
def test_a_notification_leads_by_members_that_its_event_always_has(name: str) -> None:
    assert set(re.findall(r"\{(\w+)\}", VIEWS[name].page)) <= set(TYPES[name].fields)
