"""A browser is told at once, whether or not a page is open, and only it can read what."""

import json

import pytest

from carecircle.care.outreach import actions, queries
from carecircle.config import Settings
from carecircle.db.session import reading
from carecircle.jobs.outbox import push
from carecircle.jobs.outbox.sending import Channel
from tests import cast
from tests.jobs.outside import PRIVATE, Browser, at, states, unanswered
from tests.jobs.receivers import WebReceiver

pytestmark = pytest.mark.usefixtures("database")


def test_a_browser_is_pushed_to_at_once_and_only_it_can_read_it(
    settings: Settings, receiver: WebReceiver
) -> None:
    people, browser = cast.gather(), Browser(receiver)
    actions.subscribe(people.ben, browser.values)
    unanswered(people, seconds=1)
    assert at(2, Channel("push", push.sender(settings))) == 1
    [taken] = receiver.taken
    assert taken.headers["Urgency"] == "high"
    assert taken.headers["Authorization"].startswith("vapid t=")
    told = browser.read(taken.body)
    assert told["title"] == "CareCircle: emergency"
    assert not [word for word in PRIVATE if word in json.dumps(told)]


def test_a_browser_that_is_gone_is_not_pushed_to_again(
    settings: Settings, receiver: WebReceiver
) -> None:
    people, browser = cast.gather(), Browser(receiver)
    actions.subscribe(people.ben, browser.values)
    receiver.status = 410
    emergency_id = unanswered(people, seconds=1)
    at(2, Channel("push", push.sender(settings)))
    assert states(emergency_id) == [("push", "failed", 1)]
    with reading() as session:
        assert queries.subscriptions(session, people.family_id) == []


def test_a_push_service_that_fails_gets_it_when_it_recovers(
    settings: Settings, receiver: WebReceiver
) -> None:
    people, browser = cast.gather(), Browser(receiver)
    actions.subscribe(people.ben, browser.values)
    receiver.status = 503
    emergency_id, channel = unanswered(people, seconds=1), Channel("push", push.sender(settings))
    at(2, channel)
    receiver.status = 201
    at(20, channel)
    assert states(emergency_id) == [("push", "sent", 2)]
