"""Ephemeral events: without id and seq, never moving a cursor, to those who may have them."""

import pytest

from carecircle.realtime.signals import Hint
from tests.delivery.readers import Sse
from tests.delivery.served_family import House

pytestmark = pytest.mark.server


def test_a_word_to_one_member_reaches_nobody_else(house: House) -> None:
    ana, ben = Sse(house.door("ana")), Sse(house.door("ben"))
    family, member = house.cast.family_id, house.cast.ben.member_id
    told = {"type": "notifications:changed", "family": family, "data": {}}
    house.wakeup.hint(Hint(family, told, member))
    block = ben.block()
    assert block is not None
    assert set(block) == {"event", "data"}
    assert block["event"] == "notifications:changed"
    house.tell()
    assert ana.block()["event"] == "note:added"
    ana.close()
    ben.close()
