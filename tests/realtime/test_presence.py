"""Who is here, over tabs, devices and workers, without a lie when one of them or Redis dies."""

from dataclasses import dataclass, field

import pytest

from carecircle.delivery.frames import SSE
from carecircle.realtime.family_state import FamilyState
from carecircle.realtime.forms import Form, Variant
from carecircle.realtime.hub import Hub
from carecircle.realtime.presence import (
    ROLL_LASTS_S,
    SETTLED_AFTER_S,
    TOLD_EVERY_S,
    TOUCH_LASTS_S,
    Presence,
)
from carecircle.realtime.subscription import Identity, Subscription

VARIANT = Variant("json", "caregiver", "")


class Ears:
    """A connection that is heard, until it is not."""

    is_silent = False

    def is_heard(self, now: float) -> bool:
        return not self.is_silent

    def deliver(self, data: bytes, entry: object) -> None: ...

    def deliver_hint(self, data: bytes) -> None: ...

    def end(self, subscription: Subscription, reason: str) -> None: ...


@dataclass
class House:
    """Two workers that hear each other while they live, and a Redis that may die."""

    now: float = 1000.0
    is_redis_healthy: bool = True
    dead: set[str] = field(default_factory=set)
    hints: list[tuple[str, str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.hubs = {name: Hub(lambda *_: b"") for name in ("one", "two")}
        self.workers = {name: self._worker(name) for name in self.hubs}

    def _worker(self, name: str) -> Presence:
        def tell(text: str) -> None:
            import json

            for other, presence in self.workers.items():
                if other != name:
                    presence.heard(name, json.loads(text))

        def hint(family: str, member: str, status: str) -> None:
            self.hints.append((name, member, status))

        return Presence(
            self.hubs[name], lambda: self.is_redis_healthy, tell, hint, lambda: self.now
        )

    def connect(self, worker: str, member: str, browser: str = "b") -> tuple[Subscription, Ears]:
        hub, ears = self.hubs[worker], Ears()
        state = hub.states.setdefault("f", FamilyState("f"))
        state.open("e", 0)
        who = Identity(session_id=browser, member_id=member)
        subscription = Subscription(state, Form(VARIANT, SSE), who, ears)
        state.subscriptions[subscription] = None
        return subscription, ears

    def go(self, seconds: float) -> None:
        for _step in range(max(1, int(seconds / 2))):
            self.now += 2
            for name, presence in self.workers.items():
                if name not in self.dead:
                    presence.tick()

    def seen(self, member: str) -> set[str]:
        """What each living worker says of a member."""
        living = [p for name, p in self.workers.items() if name not in self.dead]
        return {presence.status("f", member) for presence in living}


@pytest.fixture
def house() -> House:
    house = House()
    house.go(SETTLED_AFTER_S + 4)
    return house


def test_who_is_at_one_worker_is_known_at_the_other(house: House) -> None:
    house.connect("one", "ann")
    house.go(2)
    assert house.seen("ann") == {"online"}
    assert house.seen("ben") == {"offline"}


def test_one_of_two_tabs_closed_changes_nothing(house: House) -> None:
    first, _ = house.connect("one", "ann")
    house.connect("two", "ann")
    house.go(2)
    house.hubs["one"].unsubscribe(first)
    house.go(4)
    assert house.seen("ann") == {"online"}


def test_away_on_every_device_is_away_and_on_one_of_two_is_not(house: House) -> None:
    phone, _ = house.connect("one", "ann", "phone")
    phone.status = "away"
    house.connect("one", "ann", "phone")  # the same browser's other stream says nothing
    house.go(2)
    assert house.seen("ann") == {"away"}
    house.connect("two", "ann", "laptop")
    house.go(2)
    assert house.seen("ann") == {"online"}


def test_a_pulled_cable_is_seen_when_the_connection_is_no_longer_heard(house: House) -> None:
    _subscription, ears = house.connect("one", "ann")
    house.go(2)
    ears.is_silent = True
    house.go(4)
    assert house.seen("ann") == {"offline"}


def test_a_dead_workers_members_go_with_it_and_those_who_moved_stay(house: House) -> None:
    house.connect("one", "ann")
    house.connect("one", "ben")
    house.go(2)
    house.dead.add("one")
    house.connect("two", "ben")
    house.go(ROLL_LASTS_S / 2)
    assert house.seen("ben") == {"online"}
    house.go(ROLL_LASTS_S)
    assert (house.seen("ann"), house.seen("ben")) == ({"offline"}, {"online"})


def test_without_redis_who_is_here_is_known_and_the_others_are_unknown(house: House) -> None:
    house.connect("one", "ann")
    house.go(2)
    house.is_redis_healthy = False
    house.go(4)
    assert (house.seen("ann"), house.seen("ben")) == ({"online"}, {"unknown"})


def test_a_redis_that_comes_back_is_believed_when_every_worker_has_had_its_say(
    house: House,
) -> None:
    house.is_redis_healthy = False
    house.go(4)
    house.is_redis_healthy = True
    house.go(SETTLED_AFTER_S - 4)
    assert house.seen("ben") == {"unknown"}
    assert SETTLED_AFTER_S > TOLD_EVERY_S
    house.go(8)
    assert house.seen("ben") == {"offline"}


def test_who_looked_at_a_page_is_here_for_a_while(house: House) -> None:
    house.workers["one"].touch("f", "vera")
    house.go(2)
    assert house.seen("vera") == {"online"}
    house.go(TOUCH_LASTS_S)
    assert house.seen("vera") == {"offline"}


def test_each_change_is_told_once_to_those_who_listen_there(house: House) -> None:
    house.connect("one", "ann")
    house.connect("two", "ben")
    house.go(6)
    house.hints.clear()
    subscription, _ears = house.connect("two", "cat")
    house.go(10)
    assert sorted(house.hints) == [("one", "cat", "online"), ("two", "cat", "online")]
    house.hubs["two"].unsubscribe(subscription)
    house.go(10)
    assert sorted(house.hints)[0] == ("one", "cat", "offline")
