"""Which screens would sound: dated, one line a screen, and silence is said."""

from datetime import timedelta

from carecircle import clock
from tests.cast import Cast
from tests.visitors import Visitor


def page_of(cast: Cast, visitor: Visitor) -> str:
    return visitor.page(f"/families/{cast.family_id}/readiness").text


def say(cast: Cast, visitor: Visitor, sound: str) -> int:
    return visitor.post(f"/families/{cast.family_id}/screens", sound=sound).status_code


def test_a_screen_says_anew_what_it_said_before(cast: Cast, ana: Visitor, vera: Visitor) -> None:
    assert say(cast, vera, "off") == 200
    assert "Sound is off until" in page_of(cast, ana)
    assert say(cast, vera, "on") == 200
    page = page_of(cast, ana)
    assert "Sound is on" in page
    assert "Sound is off until" not in page


def test_a_screen_that_has_not_been_heard_from_for_a_day_is_shown(
    cast: Cast, ana: Visitor, vera: Visitor
) -> None:
    with clock.moved_to(clock.now() - timedelta(days=1, minutes=5)):
        say(cast, vera, "on")
    assert "not heard from since" in page_of(cast, ana)


def test_a_stranger_says_nothing_and_nonsense_is_refused(
    cast: Cast, sam: Visitor, vera: Visitor
) -> None:
    assert say(cast, sam, "on") == 404
    assert say(cast, vera, "loud") == 422
