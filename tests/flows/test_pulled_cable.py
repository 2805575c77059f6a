"""A cable is pulled: neither end is told, and yet nobody is shown as here who is not."""

import json
import threading
from dataclasses import replace

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.protocol import State

from tests.browser.cable import Cable
from tests.delivery.readers import Socket
from tests.delivery.served_family import House
from tests.flows.test_presence_of_workers import becomes, statuses


def answering(socket: Socket) -> Socket:
    """As a browser does: each heartbeat is answered, in a thread of its own."""

    def answer() -> None:
        try:
            for message in socket.connection:
                if json.loads(message)["type"] == "hb":
                    socket.send(type="hb")
        except ConnectionClosed:
            return

    threading.Thread(target=answer, daemon=True).start()
    return socket


@pytest.mark.server
@pytest.mark.redis
def test_who_hangs_on_a_pulled_cable_is_soon_no_longer_here(house: House) -> None:
    cable = Cable(house.server.port)
    ana = answering(Socket(replace(house.door("ana"), port=cable.port)))
    ben = answering(Socket(house.door("ben")))
    becomes(house, ana="online", ben="online")
    cable.pull()
    ana.send(type="hb")  # it leaves, and arrives nowhere
    assert ana.connection.state is State.OPEN
    assert statuses(house)["ana"] == "online"  # nobody was told: the fault is a silent one
    becomes(house, ana="offline", ben="online")
    assert ana.connection.state is State.OPEN
    cable.cut()
    cable.mend()
    back = answering(Socket(replace(house.door("ana"), port=cable.port)))
    becomes(house, ana="online", ben="online")
    for socket in (back, ben):
        socket.close()
    cable.cut()
