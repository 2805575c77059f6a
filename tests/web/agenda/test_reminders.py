"""What is on the agenda is told once when its time has come, to whom it concerns."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from carecircle import clock
from carecircle.care.agenda.actions import emit_reminders
from tests.cast import ZONE, Cast
from tests.visitors import Visitor


@pytest.fixture
def base(cast: Cast, ana: Visitor, ben: Visitor) -> str:
    """Both have been here before: what is new to them counts from then."""
    home = f"/families/{cast.family_id}"
    for visitor in (ana, ben):
        visitor.page(f"{home}/")
    return home


def told(visitor: Visitor, base: str) -> list[str]:
    items = visitor.get(f"{base}/notifications").json["items"]
    return [one["why"] for one in items if one["data"].get("due")]


@contextmanager
def at_the_time_of(item: dict[str, str], before: timedelta = timedelta(0)) -> Iterator[None]:
    with clock.moved_to(datetime.fromisoformat(item["due_at"]) - before):
        yield


def on_the_wall(hours: int) -> str:
    at = clock.now().astimezone(ZoneInfo(ZONE)) + timedelta(hours=hours)
    return f"{at:%Y-%m-%dT%H:%M}"


def test_its_owner_is_told_once_and_everybody_sees_that_it_is_overdue(
    base: str, cast: Cast, ana: Visitor, ben: Visitor, vera: Visitor
) -> None:
    said = {"kind": "task", "what": "Collect the tablets", "due_at": on_the_wall(3)}
    item = ana.post(f"{base}/agenda", **said, member=cast.ben.member_id).json
    with at_the_time_of(item, timedelta(minutes=1)):
        assert emit_reminders() == 0
    with at_the_time_of(item):
        assert [emit_reminders() for _ in range(2)] == [1, 0]
        assert (told(ben, base), told(ana, base)) == (["yours"], [])
        assert "Due now: Collect the tablets" in vera.page(f"{base}/feed").text
        assert "Overdue:" in vera.page(f"{base}/agenda").text


def test_what_nobody_has_taken_on_is_told_to_all(base: str, ana: Visitor, ben: Visitor) -> None:
    item = ana.post(f"{base}/agenda", kind="task", what="Ring", due_at=on_the_wall(3)).json
    with at_the_time_of(item):
        assert emit_reminders() == 1
        assert told(ana, base) == told(ben, base) == ["family"]


def test_an_appointment_is_told_in_time_to_set_out(
    base: str, cast: Cast, ana: Visitor, ben: Visitor
) -> None:
    said = {"kind": "appointment", "what": "Foot clinic", "due_at": on_the_wall(30)}
    item = ana.post(f"{base}/agenda", **said, member=cast.ben.member_id).json
    with at_the_time_of(item, timedelta(hours=2)):
        assert emit_reminders() == 1
        assert told(ben, base) == ["yours"]
        assert "Soon: Foot clinic" in ben.page(f"{base}/feed").text
        assert "Overdue:" not in ben.page(f"{base}/agenda").text


@pytest.mark.parametrize("end", ["done", "cancellation"])
def test_what_is_done_or_taken_off_reminds_nobody(end: str, base: str, ana: Visitor) -> None:
    item = ana.post(f"{base}/agenda", kind="task", what="Ring", due_at=on_the_wall(3)).json
    ana.post(f"{base}/agenda/{item['id']}/{end}")
    with at_the_time_of(item):
        assert emit_reminders() == 0
