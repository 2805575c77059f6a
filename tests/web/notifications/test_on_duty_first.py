"""Those on duty are told at once; the others where it is still unread after ten minutes."""

from datetime import timedelta

import pytest

from carecircle import clock
from carecircle.care.medications.giving.actions import emit_due_doses
from tests import cast as casting
from tests.cast import Cast
from tests.visitors import Visitor


@pytest.fixture
def base(cast: Cast) -> str:
    return f"/families/{cast.family_id}"


@pytest.fixture
def missed(cast: Cast, base: str, ana: Visitor, ben: Visitor) -> object:
    """Ben is on duty, Ana has looked, and a dose was not recorded just now."""
    dose = casting.first_dose(casting.prescribe(cast.ana))
    ana.page(f"{base}/")
    ben.page(f"{base}/")
    begin = clock.now() - timedelta(minutes=5)
    hours = {"starts_at": begin.isoformat(), "ends_at": (begin + timedelta(hours=9)).isoformat()}
    shift = ben.post(f"{base}/shifts", **hours).json["id"]
    assert ben.post(f"{base}/shifts/{shift}/start").status_code == 200
    with clock.moved_to(dose.closes_at):
        emit_due_doses()
    return dose.closes_at


def whys(visitor: Visitor, base: str, at: object, minutes: int = 0) -> list[str]:
    with clock.moved_to(at + timedelta(minutes=minutes)):  # type: ignore[operator]
        return [one["why"] for one in visitor.get(f"{base}/notifications").json["items"]]


def test_who_is_on_duty_is_told_at_once_and_the_admin_is_not(
    base: str, missed: object, ana: Visitor, ben: Visitor
) -> None:
    assert whys(ben, base, missed) == ["on_duty"]
    assert whys(ana, base, missed, minutes=9) == []


def test_the_admin_is_told_where_it_stays_unread(base: str, missed: object, ana: Visitor) -> None:
    assert whys(ana, base, missed, minutes=10) == ["admin"]


def test_what_was_read_on_duty_is_not_told_to_the_others(
    base: str, missed: object, ana: Visitor, ben: Visitor
) -> None:
    ben.post(f"{base}/notifications/read")
    assert whys(ana, base, missed, minutes=10) == []


def test_an_emergency_waits_for_nobody(
    base: str, missed: object, ana: Visitor, ben: Visitor
) -> None:
    ben.post(f"{base}/emergencies", type="fall")
    assert whys(ana, base, clock.now()) == ["emergency"]


def test_where_nobody_is_on_duty_the_admin_is_told_at_once(
    cast: Cast, base: str, ana: Visitor
) -> None:
    ana.page(f"{base}/")
    dose = casting.first_dose(casting.prescribe(cast.ana))
    with clock.moved_to(dose.closes_at):
        emit_due_doses()
    assert whys(ana, base, dose.closes_at) == ["admin"]
