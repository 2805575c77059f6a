"""What matters most, who is told and why, when it is quiet."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

from carecircle.care.notifications import rules


@dataclass
class Happened:
    type: str
    actor_id: str | None = "ana"
    data: dict[str, Any] = field(default_factory=dict)


def why(
    event: Happened, member: str = "ben", role: str = "caregiver", on_duty: bool = False
) -> Any:
    rule = rules.notification(event, member, role, is_on_duty=on_duty)
    return rule and rule.why


def test_an_emergency_stands_first_and_a_message_last() -> None:
    told = [
        Happened("message"),
        Happened("note:added"),
        Happened("observation:recorded", data={"kind": "incident"}),
        Happened("observation:recorded", data={"kind": "mood"}),
        Happened("emergency:alert"),
    ]
    ordered = [f"{e.type} {e.data.get('kind', '')}".strip() for e in sorted(told, key=rules.rank)]
    assert ordered == [
        "emergency:alert",
        "observation:recorded incident",
        "observation:recorded mood",
        "note:added",
        "message",
    ]


def test_nobody_is_told_of_what_they_did_themselves() -> None:
    assert why(Happened("emergency:alert", actor_id="ben")) is None


def test_an_emergency_is_told_to_everybody_and_cannot_be_turned_off() -> None:
    event = Happened("emergency:alert")
    assert why(event, role="viewer") == "emergency"
    rule = rules.notification(event, "ben", "viewer", is_on_duty=False)
    assert rule
    assert rule.choice is None


def test_who_is_named_in_a_message_is_told_why() -> None:
    event = Happened("message", data={"mentions": ["ben"]})
    assert (why(event), why(event, "vera")) == ("mention", "message")
    assert why(Happened("message:edited", data={})) is None


def test_a_dose_that_is_not_recorded_goes_to_who_is_on_duty_and_to_admins() -> None:
    event = Happened("medication:missed", actor_id=None)
    assert why(event, on_duty=True) == "on_duty"
    assert why(event, role="admin") == "admin"
    assert why(event) is None


def test_a_shift_that_nobody_came_to_is_told_to_whose_it_is_and_to_admins() -> None:
    event = Happened("shift:uncovered", actor_id=None, data={"member": "ben", "told": "late"})
    assert (why(event), why(event, "cat"), why(event, "ana", "admin")) == ("yours", None, "admin")


@pytest.mark.parametrize(
    ("hour", "begin", "end", "quiet"),
    [
        (23, "22:00", "07:00", True),
        (6, "22:00", "07:00", True),
        (7, "22:00", "07:00", False),
        (13, "12:00", "14:00", True),
        (23, None, None, False),
    ],
)
def test_quiet_hours_may_go_over_midnight(
    hour: int, begin: str | None, end: str | None, quiet: bool
) -> None:
    now = datetime(2026, 11, 23, hour, tzinfo=UTC)
    assert rules.is_quiet(now, "Europe/London", begin, end) is quiet
