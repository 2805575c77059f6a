"""The badge by the clock on a real server: nobody does anything, and the pages are told."""

from datetime import timedelta

import pytest

from carecircle import clock
from tests.delivery.readers import Sse
from tests.delivery.served_family import House

pytestmark = pytest.mark.server


def test_what_stays_unread_on_duty_reaches_the_pages_of_the_others_by_itself(house: House) -> None:
    vera = Sse(house.door("vera"))
    with clock.moved_to(clock.now() - timedelta(minutes=9, seconds=57)):
        house.tell()
    assert vera.block()["event"] == "note:added"
    while (block := vera.block())["event"] == "hb":
        pass
    assert block["event"] == "notifications:changed"
    vera.close()
