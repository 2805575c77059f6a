"""Who is here, in words, on a page of a real server: here, then away, then last seen."""

import pytest

from tests.delivery.readers import Socket
from tests.delivery.served_family import House

pytestmark = pytest.mark.server


def test_one_comes_goes_away_and_leaves(house: House) -> None:
    def becomes(words: str) -> None:
        path = f"/families/{house.cast.family_id}/presence"
        door = house.door("ana")
        house.server.process.wait_until(
            lambda: words in door.get(path, Accept="text/html")[1].decode(), within_s=45
        )

    house.browser("ben")  # he has signed in: when he was last seen is known of that
    socket = Socket(house.door("ben"))
    becomes("Ben is here")
    socket.ask(type="presence:update", status="away")
    becomes("Ben is away")
    socket.close()
    becomes("Ben last seen ")
