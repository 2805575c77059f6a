"""An update with one member changes that member and nothing else: each member of each update."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import select

from carecircle.care.medications.models import Regimen
from carecircle.care.medications.prescribing.inputs import ChangeInput
from carecircle.care.thresholds.definitions import OF_A_MEDICATION, THRESHOLDS
from carecircle.db.session import reading
from tests import cast as casting
from tests.cast import Cast
from tests.visitors import Visitor

Json = dict[str, Any]


@dataclass(frozen=True)
class Update:
    """address, read_at: in the family, with ids of the cast. first: what is sent to begin with.
    alone: the members, each sent by itself, beside `always`, which names what is changed.
    shown_as: where the state shows a member under another name."""

    address: str
    first: Json
    alone: Json
    always: Json = field(default_factory=dict)
    shown_as: dict[str, str] = field(default_factory=dict)
    shown: Callable[[Json], Json] = dict
    read_at: str = ""


def _thresholds(found: Json) -> Json:
    return {one["id"]: one["value"] for one in found["items"]}


WORDS = ("address", "access", "languages", "resuscitation", "flags", "baseline", "doctor")
MORE_WORDS = ("pharmacy", "insurance", "appearance", "places", "habits")
KINDS = ("messages", "mentions", "shifts", "doses", "agenda", "notes")
UPDATES = [
    Update(
        "recipients/{rosa}",
        {"name": "Rosa A", "preferred_name": "Rosa", "born_on": "1940-02-03"}
        | {"conditions": "Dementia", "allergies": "latex (rash)"},
        {"name": "Rosa B", "preferred_name": "Ro", "born_on": "1941-02-03", "conditions": "Gout"}
        | {"zone": "Europe/Madrid", "allergies": "penicillin (swelling)"},
    ),
    Update(
        "recipients/{rosa}/emergency-sheet",
        {name: f"{name} as it was" for name in (*WORDS, *MORE_WORDS)}
        | {"contacts": "Ana, daughter, 07700 900456"},
        {name: f"{name} as it is now" for name in (*WORDS, *MORE_WORDS)}
        | {"contacts": "Ben, son, 07700 900457"},
    ),
    Update(
        "escalation",
        {"louder_after_s": 30, "outside_after_s": 90, "call_after_s": 200, "repeat_every_s": 70}
        | {"news_within_s": 700},
        {"louder_after_s": 31, "outside_after_s": 91, "call_after_s": 201, "repeat_every_s": 71}
        | {"news_within_s": 701},
    ),
    Update(
        "notifications/choices",
        {"messages": False, "quiet_from": "22:00", "quiet_to": "07:00"}
        | {"digest": True, "digest_at": "09:00"},
        {"messages": True, "mentions": False, "shifts": False, "doses": False, "agenda": False}
        | {"notes": False, "quiet_from": "21:00", "quiet_to": "06:00", "digest_at": "10:00"}
        | {"digest": False},
        shown_as=dict.fromkeys(
            ("messages", "mentions", "shifts", "doses", "agenda", "notes"), "off"
        )
        | {"digest": "digest_at"},
    ),
    Update(
        "recipients/{rosa}/usual",
        {"kind": "pulse", "low": 50, "high": 90},
        {"low": 51, "high": 91},
        always={"kind": "pulse"},
    ),
    Update(
        "thresholds",
        {},
        {name: one.default + 1 for name, one in THRESHOLDS.items() if one.default < one.most},
        shown=_thresholds,
    ),
    Update(
        "medications/{daily}/window",
        {},
        {
            name: THRESHOLDS[name].default + 1
            for name in OF_A_MEDICATION
            if THRESHOLDS[name].default < THRESHOLDS[name].most
        },
        read_at="medications/{daily}",
    ),
]


@pytest.fixture
def places(cast: Cast) -> dict[str, str]:
    return {"rosa": cast.rosa, "daily": casting.prescribe(cast.ana).id}


@pytest.mark.parametrize("update", UPDATES, ids=lambda one: one.address)
def test_one_member_changes_nothing_else(
    update: Update, cast: Cast, ana: Visitor, places: dict[str, str]
) -> None:
    base = f"/families/{cast.family_id}"

    def send(given: Json) -> Json:
        answer = ana.post(f"{base}/{update.address.format(**places)}", **given)
        assert answer.status_code == 200, answer.text
        read_at = update.read_at.format(**places)
        return update.shown(ana.get(f"{base}/{read_at}").json if read_at else answer.json)

    before = send(update.always | update.first)
    for name, value in update.alone.items():
        after = send(update.always | {name: value})
        changed = {one for one in before | after if before.get(one) != after.get(one)}
        assert changed == {update.shown_as.get(name, name)}
        before = after


ALONE: Json = {
    "quantity": 2,
    "quantity_most": 3,
    "unit": "drops",
    "times": "09:00",
    "weekdays": "tue, fri",
    "every_days": 2,
    "ends_on": "2099-01-01",
    "min_interval_h": 5,
    "max_per_day": 6,
}
INSTEAD = {  # of what says the amount or the days so far
    *("days_on", "days_off", "month_days", "every_months", "steps", "doses", "once"),
    *(f"amount_{day}" for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")),
}
COLUMN = {"min_interval_h": "min_interval_min"}
REGIMEN = [COLUMN.get(name, name) for name in ALONE] + ["every_hours"]


def _regimen(medication_id: str) -> Json:
    """The regimen in force, by column."""
    with reading() as session:
        rows = select(Regimen).where(Regimen.medication_id == medication_id)
        [found] = session.scalars(rows.where(Regimen.closed_at.is_(None)))
        return {name: getattr(found, name) for name in REGIMEN}


def test_one_member_of_a_regimen_changes_nothing_else(cast: Cast, ana: Visitor) -> None:
    daily = casting.prescribe(cast.ana, times="08:00", weekdays="mon, thu", max_per_day=4)
    here = f"/families/{cast.family_id}/medications/{daily.id}/regimens"
    before = _regimen(daily.id)
    for given in ({}, *({name: value} for name, value in ALONE.items()), {"every_hours": 8}):
        answer = ana.post(here, why="Dr Lowe", **given)
        assert answer.status_code == 201, answer.text
        after = _regimen(daily.id)
        changed = {name for name in REGIMEN if before[name] != after[name]}
        assert changed == {COLUMN.get(name, name) for name in given}
        before = after
    others = {"every_hours", "starts_on", "confirm", "why", *INSTEAD}
    assert ALONE.keys() | others == set(ChangeInput.model_fields)


@pytest.mark.parametrize("given", [None, "", "  "])
def test_a_regimen_without_a_quantity_is_refused(given: Any, cast: Cast, ana: Visitor) -> None:
    daily = casting.prescribe(cast.ana)
    here = f"/families/{cast.family_id}/medications/{daily.id}/regimens"
    answer = ana.post(here, why="Dr Lowe", quantity=given)
    assert (answer.status_code, list(answer.json["error"]["fields"])) == (422, ["quantity"])


def test_the_description_says_which_members_a_change_needs(ana: Visitor) -> None:
    schema = ana.get("/openapi.json").json["components"]["schemas"]["ChangeInput"]
    assert schema["required"] == ["why"]
    assert {"type": "null"} not in schema["properties"]["quantity"]["anyOf"]
