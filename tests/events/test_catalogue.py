"""The catalogue is held by what is written, and by those who read it."""

import re

import pytest

from carecircle.care.notifications.inputs import ChoicesInput
from carecircle.care.notifications.rules import _GROUPS
from carecircle.care.permissions import MAY
from carecircle.events import catalogue
from carecircle.events.audience import is_shown, without_details
from carecircle.events.catalogue import ALARMS, CHOICES, TYPES, feed_types, refreshing
from tests.walls.source import ROOT

KINDS = list(TYPES.values())


def test_a_member_that_the_catalogue_does_not_know_is_refused() -> None:
    catalogue.check("note:added", {"note": "n", "body": "Slept well"})
    with pytest.raises(ValueError, match="does not have colour"):
        catalogue.check("note:added", {"note": "n", "colour": "red"})


def test_each_member_stands_once() -> None:
    for kind in KINDS:
        assert len(kind.known) == len(kind.fields + kind.optional + kind.details), kind.name


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_what_a_type_names_is_there(kind: catalogue.EventType) -> None:
    assert set(kind.varies_by) <= set(MAY)
    assert {rule.where for rule in kind.notifies if rule.where} <= kind.known
    assert {rule.to for rule in kind.notifies} <= set(_GROUPS)
    assert kind.rank_by is None or kind.rank_by[0] in kind.fields


def test_each_choice_can_be_made() -> None:
    flags = ChoicesInput.model_fields
    assert set(CHOICES) == {
        "messages",
        "mentions",
        "shifts",
        "doses",
        "medications",
        "agenda",
        "notes",
    }
    assert set(CHOICES) <= set(flags)


def test_the_parts_that_are_fetched_again_are_those_of_the_pages() -> None:
    pages = "".join(path.read_text(encoding="utf-8") for path in ROOT.glob("templates/**/*.html"))
    asked = set(re.findall(r"refreshing\('(\w+)'\)", pages))
    assert asked == {part for kind in KINDS for part in kind.refreshes}
    assert {"message", "message:read", "notifications:changed"} <= set(refreshing("badge"))


def test_a_filter_of_the_feed_holds_its_lines_and_no_other() -> None:
    assert "emergency:received" not in feed_types("emergency")
    assert all(name.startswith("emergency:") for name in feed_types("emergency"))
    assert set(feed_types("emergency")) < set(feed_types())
    assert set(ALARMS) <= set(feed_types("emergency"))


def test_a_tablet_is_given_no_details_and_nothing_that_was_said() -> None:
    logged = {"dose": "d", "outcome": "given", "medication_name": "Digoxin", "note": "Sore"}
    assert without_details("medication:logged", logged) == {"dose": "d", "outcome": "given"}
    shown = {name for name in TYPES if is_shown(name, "family", "tablet")}
    assert shown == {n for n in TYPES if n.startswith(("emergency:", "medication:"))} - {
        "medication:preparing"
    }
    assert not is_shown("emergency:alert", "carers", "tablet")
