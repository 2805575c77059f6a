"""A press that cannot be taken: whoever pressed reads that nobody was told, and what to do."""

import pytest

from tests.cast import Cast
from tests.visitors import Visitor

UNTOLD = "Nobody has been told"


@pytest.fixture
def base(cast: Cast) -> str:
    return f"/families/{cast.family_id}/emergencies"


def test_signed_out_the_door_says_that_nobody_was_told_and_leads_to_the_button(
    base: str, stranger: Visitor
) -> None:
    to_the_door = stranger.send(base).location
    assert to_the_door == f"/sign-in?next={base}/new&lost=emergency"
    door = stranger.page(to_the_door).text
    assert UNTOLD in door
    assert "press again" in door
    wrong = stranger.send("/sign-in", email="a@b.example", password="wrong", lost="emergency")
    assert UNTOLD in wrong.text
    assert "was not saved" in stranger.page(stranger.send("/families").location).text
    assert UNTOLD not in stranger.page(stranger.page("/families").location).text


def test_an_old_page_leads_to_a_fresh_button(base: str, ana: Visitor) -> None:
    fresh, ana.headers["X-CSRFToken"] = ana.headers["X-CSRFToken"], "of yesterday"
    again = ana.send(base).location
    assert again == f"{base}/new?lost=yes"
    assert UNTOLD in ana.page(again).text
    ana.headers["X-CSRFToken"] = fresh
    assert ana.send(base).status_code == 303
    assert UNTOLD not in ana.page(f"{base}/new").text


def test_whoever_may_not_press_here_reads_that_nobody_was_told(base: str, sam: Visitor) -> None:
    refused = sam.send(base)
    assert refused.status_code == 404
    assert UNTOLD in refused.text
    assert UNTOLD not in sam.page(base).text
