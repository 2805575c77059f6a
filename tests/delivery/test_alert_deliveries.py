"""Sent is what left the server, by device: known a moment later, without anybody confirming it."""

import json
from typing import Any

from carecircle.care.emergencies import actions, inputs
from tests.cast import cared_for
from tests.delivery.readers import LongPoll, Socket, Sse
from tests.delivery.served_family import House


def press(house: House) -> None:
    """For somebody whom nothing is open for: each is an emergency of its own."""
    about = cared_for(house.cast.family_id, "Rui Almeida")
    actions.raise_emergency(house.cast.vera, inputs.RaiseInput.read({"recipient": about}))


def told(watcher: LongPoll, sent: int) -> dict[str, Any]:
    """What the log says of the receipts, once it speaks of so many devices."""
    while True:
        [body] = watcher.events(1)
        event = json.loads(body)
        if event["type"] == "emergency:received" and event["data"]["devices"]["sent"] == sent:
            return dict(event["data"])


def test_it_is_known_to_which_devices_an_alert_was_sent(house: House) -> None:
    watcher = LongPoll(house.door("vera"))
    streams = [Sse(house.door("ana")), Socket(house.door("ben"))]
    press(house)
    data = told(watcher, sent=2)
    assert data["devices"] == {"sent": 2, "received": 0}
    assert data["received"] == []
    assert set(data["not_reached"]) == {house.members["ana"], house.members["ben"]}
    for stream in streams:
        stream.close()


def test_a_device_that_comes_back_later_is_counted_too(house: House) -> None:
    watcher = LongPoll(house.door("vera"))
    before = watcher.opening.head
    press(house)
    watcher.events(1)
    streams = [Sse(house.door("ana"), after=before), Socket(house.door("ben"), after=before)]
    assert told(watcher, sent=2)["devices"]["received"] == 0
    for stream in streams:
        stream.close()
