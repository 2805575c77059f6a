"""Each way out of the app, with its real receiver: it fails or hangs, then takes it once."""

from collections.abc import Callable
from types import ModuleType

import pytest

from carecircle.care.outreach import actions
from carecircle.config import Settings
from carecircle.jobs.outbox import other, push
from carecircle.jobs.outbox.sending import Channel
from tests import cast
from tests.cast import Cast
from tests.jobs.outside import Browser, at, outside, states, unanswered
from tests.jobs.receivers import WebReceiver

pytestmark = pytest.mark.usefixtures("database")


def by_push(people: Cast, receiver: WebReceiver) -> None:
    actions.subscribe(people.ben, Browser(receiver).values)


def by_apprise(people: Cast, receiver: WebReceiver) -> None:
    outside(people, "apprise", f"json://{receiver.host}/neighbour")


def fails(receiver: WebReceiver) -> None:
    receiver.status = 503


def hangs(receiver: WebReceiver) -> None:
    receiver.is_hanging, receiver.status = True, 503


@pytest.mark.parametrize("trouble", [fails, hangs])
@pytest.mark.parametrize(
    ("channel", "module", "reach", "told_after_s"),
    [("push", push, by_push, 1), ("apprise", other, by_apprise, 180)],
    ids=["push", "apprise"],
)
def test_it_gets_there_once_when_the_receiver_recovers(
    settings: Settings,
    receiver: WebReceiver,
    channel: str,
    module: ModuleType,
    reach: Callable[[Cast, WebReceiver], None],
    told_after_s: float,
    trouble: Callable[[WebReceiver], None],
) -> None:
    people, way = cast.gather(), Channel(channel, module.sender(settings))
    reach(people, receiver)
    way.work()
    receiver.taken.clear()
    trouble(receiver)
    emergency_id = unanswered(people, told_after_s)
    at(200, Channel(channel, module.sender(settings), patience_s=0.5))
    assert state(channel, emergency_id) == (channel, "waiting", 1)
    receiver.is_hanging, receiver.status = False, 201
    at(260, way)
    assert state(channel, emergency_id) == (channel, "sent", 2)
    assert len(receiver.taken) == 1


def state(channel: str, emergency_id: str) -> tuple[str, str, int]:
    [found] = [one for one in states(emergency_id) if one[0] == channel]
    return found
