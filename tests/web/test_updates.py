"""On an update what is not sent stays as it is, and what is sent empty is emptied."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import select

from carecircle.care.medications.models import Regimen
from carecircle.db.session import reading
from tests import cast as casting
from tests.cast import Cast
from tests.visitors import Visitor

Json = dict[str, Any]


@dataclass(frozen=True)
class Update:
    """address: in the family, with ids of the cast. first: what is sent to begin with. one: a
    member sent alone. empty: a member sent empty. shown(answer): the state. After each the state
    is as before but for what is named with it."""

    address: str
    first: Json
    one: tuple[Json, Json]
    empty: tuple[Json, Json]
    shown: Callable[[Json], Json] = lambda found: found
    read_at: str = ""


def _only(*names: str) -> Callable[[Json], Json]:
    return lambda found: {name: found[name] for name in names}


def _numbers(found: Json) -> Json:
    return {
        one["id"]: one["value"] for one in found["items"] if one["id"] in ("undo_min", "low_days")
    }


RECIPIENT = Update(
    "recipients/{rosa}",
    {
        "name": "Rosa A",
        "preferred_name": "Rosa",
        "born_on": "1940-02-03",
        "conditions": "Dementia",
        "allergies": "latex (rash)",
    },
    ({"conditions": "Gout"}, {"conditions": "Gout"}),
    ({"allergies": None, "born_on": ""}, {"allergies": [], "born_on": None}),
    _only("name", "preferred_name", "born_on", "conditions", "zone", "allergies"),
)
ALLERGIES = Update(
    "recipients/{rosa}",
    {"name": "Rosa A", "no_allergies": True},
    ({"preferred_name": "Ro"}, {"preferred_name": "Ro"}),
    ({"no_allergies": None}, {"no_allergies_asked_on": None}),
    _only("name", "preferred_name", "no_allergies_asked_on", "allergies"),
)
SHEET = Update(
    "recipients/{rosa}/emergency-sheet",
    {"address": "1 Mill Lane", "doctor": "Dr Lowe", "contacts": "Ana, daughter, 07700 900456"},
    ({"doctor": "Dr Malik"}, {"doctor": "Dr Malik"}),
    ({"contacts": "", "address": None}, {"contacts": [], "address": None}),
    _only("address", "doctor", "access", "contacts"),
)
ESCALATION = Update(
    "escalation",
    {"louder_after_s": 30, "outside_after_s": 90, "call_after_s": 200, "repeat_every_s": 70}
    | {"news_within_s": 700},
    ({"call_after_s": 250}, {"call_after_s": 250}),
    ({"outside_after_s": None}, {"outside_after_s": None}),
)
CHOICES = Update(
    "notifications/choices",
    {"messages": False, "notes": False, "quiet_from": "22:00", "quiet_to": "07:00"}
    | {"digest": True, "digest_at": "09:00"},
    ({"notes": True}, {"off": ["messages"]}),
    ({"quiet_from": "", "quiet_to": None}, {"quiet_from": None, "quiet_to": None}),
    _only("off", "quiet_from", "quiet_to", "digest_at"),
    "answer",
)
USUAL = Update(
    "recipients/{rosa}/usual",
    {"kind": "pulse", "low": 50, "high": 90},
    ({"kind": "pulse", "high": 95}, {"high": 95000}),
    ({"kind": "pulse", "low": None}, {"low": None}),
    _only("low", "high"),
    "answer",
)
NUMBERS = Update(
    "numbers",
    {"undo_min": 20, "low_days": 9},
    ({"undo_min": 25}, {"undo_min": 25}),
    ({"low_days": None}, {"low_days": 7}),
    _numbers,
)
REGIMEN = Update(
    "medications/{daily}/regimens",
    {"quantity": 1, "times": "08:00", "weekdays": "mon, thu", "max_per_day": 4, "why": "Dr Lowe"}
    | {"min_interval_h": 6},
    ({"quantity": 2, "why": "Dr Lowe"}, {"quantity": "2"}),
    ({"quantity": 2, "max_per_day": None, "why": "Dr Lowe"}, {"max_per_day": None}),
    _only("quantity", "times", "min_interval_h", "max_per_day"),
    "medications/{daily}",
)
UPDATES = [RECIPIENT, ALLERGIES, SHEET, ESCALATION, CHOICES, USUAL, NUMBERS, REGIMEN]


@pytest.fixture
def places(cast: Cast) -> dict[str, str]:
    daily = casting.prescribe(cast.ana, times="08:00", weekdays="mon, thu", max_per_day=4)
    return {"rosa": cast.rosa, "daily": daily.id}


@pytest.mark.parametrize("update", UPDATES, ids=lambda one: one.address)
def test_what_is_not_sent_stays_and_what_is_empty_is_emptied(
    update: Update, cast: Cast, ana: Visitor, places: dict[str, str]
) -> None:
    before = _sent(update, update.first, cast, ana, places)
    for given, changed in (update.one, update.empty):
        after = _sent(update, given, cast, ana, places)
        assert after == before | changed
        assert after != before
        before = after


def _sent(update: Update, given: Json, cast: Cast, ana: Visitor, places: dict[str, str]) -> Json:
    """The state after it was sent."""
    base = f"/families/{cast.family_id}"
    answer = ana.post(f"{base}/{update.address.format(**places)}", **given)
    assert answer.status_code in (200, 201), answer.text
    if update.read_at == "answer":
        return update.shown(answer.json)
    read_at = update.read_at or update.address
    return update.shown(ana.get(f"{base}/{read_at.format(**places)}").json)


COMPLETE = {"call_when": "Pain of 8 or more"}


@pytest.mark.parametrize(
    ("given", "is_form", "missing"),
    [
        (COMPLETE, False, []),
        (COMPLETE | {"indication": None}, False, ["indication"]),
        (COMPLETE | {"max_per_day": None}, False, ["max_per_day"]),
        (COMPLETE | {"indication": "", "max_per_day": ""}, True, []),
    ],
    ids=["not sent", "empty", "an empty limit", "a form that says nothing of it"],
)
def test_a_prn_is_activated_with_what_was_said_before(
    given: Json, is_form: bool, missing: list[str], cast: Cast, ana: Visitor
) -> None:
    waiting = casting.prescribe_prn(cast.ana, call_when="")
    here = f"/families/{cast.family_id}/medications/{waiting.id}"
    send = ana.send if is_form else ana.post
    answer = send(f"{here}/activation", **given)
    fields = {} if is_form else answer.json.get("error", {}).get("fields", {})
    assert list(fields) == missing
    assert ana.get(here).json["is_active"] == (not missing)


def test_a_change_of_the_dose_keeps_its_days(cast: Cast, ana: Visitor) -> None:
    daily = casting.prescribe(cast.ana, times="08:00", weekdays="mon, thu")
    here = f"/families/{cast.family_id}/medications/{daily.id}/regimens"
    assert ana.post(here, quantity=2, why="Dr Lowe").status_code == 201
    assert [one.weekdays for one in _regimens(daily.id)] == [9, 9]
    assert ana.post(here, quantity=2, weekdays="", why="Dr Lowe").status_code == 201
    assert [one.weekdays for one in _regimens(daily.id)] == [9, 9, None]


def _regimens(medication_id: str) -> list[Regimen]:
    with reading() as session:
        rows = select(Regimen).where(Regimen.medication_id == medication_id)
        return list(session.scalars(rows.order_by(Regimen.created_at, Regimen.id)))
