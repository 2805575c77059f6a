"""Whoever was called for help outside the app hears that somebody comes, and that it is over."""

from datetime import timedelta
from email import message_from_string

import pytest

from carecircle import clock
from carecircle.care.emergencies import actions as emergencies
from carecircle.care.emergencies import inputs
from carecircle.care.outreach import actions
from carecircle.care.outreach.queries import outbox_of
from carecircle.config import Settings
from carecircle.db.session import reading
from carecircle.jobs.outbox import email
from carecircle.jobs.outbox.sending import Channel
from tests import cast
from tests.care.emergencies.test_actions import acknowledge
from tests.jobs.outside import PRIVATE, at, outside, states, unanswered
from tests.jobs.receivers import Mailbox

pytestmark = pytest.mark.usefixtures("database")
COMING = "CareCircle: emergency, somebody is coming"
OVER = "CareCircle: emergency, over"


def resolve(people: cast.Cast, emergency_id: str) -> None:
    values = inputs.ResolutionInput.read({"outcome": "handled"})
    emergencies.resolve(people.ana, emergency_id, values)


def subjects(mailbox: Mailbox) -> list[str]:
    return [str(message_from_string(letter)["Subject"]) for letter in mailbox.letters]


def test_who_was_called_hears_once_that_somebody_comes_and_that_it_is_over(
    settings: Settings, mailbox: Mailbox
) -> None:
    people = cast.gather()
    channel = Channel("email", email.sender(settings))
    emergency_id = unanswered(people)
    assert at(200, channel) == 1
    acknowledge(people.ben, emergency_id, "on_my_way")
    acknowledge(people.vera, emergency_id, "on_my_way")
    assert at(201, channel) == 1
    resolve(people, emergency_id)
    assert at(202, channel) == 1
    assert subjects(mailbox) == ["CareCircle: emergency", COMING, OVER]
    assert not [word for word in PRIVATE for letter in mailbox.letters if word in letter]


def test_who_was_not_called_hears_nothing(settings: Settings, mailbox: Mailbox) -> None:
    people = cast.gather()
    emergency_id = unanswered(people)
    acknowledge(people.ben, emergency_id, "on_my_way")
    resolve(people, emergency_id)
    assert at(300, Channel("email", email.sender(settings))) == 0
    assert mailbox.letters == []


def test_of_what_is_not_sent_yet_only_the_newest_goes_out(
    settings: Settings, mailbox: Mailbox
) -> None:
    people = cast.gather()
    channel = Channel("email", email.sender(settings))
    emergency_id = unanswered(people)
    assert at(200, channel) == 1
    acknowledge(people.ben, emergency_id, "on_my_way")
    resolve(people, emergency_id)
    assert at(201, channel) == 1
    assert subjects(mailbox) == ["CareCircle: emergency", OVER]


def test_a_call_that_was_under_way_at_the_answer_is_followed_by_word_of_it(
    settings: Settings, mailbox: Mailbox
) -> None:
    people = cast.gather()
    emergency_id = unanswered(people)
    with clock.moved_to(clock.now() + timedelta(seconds=200)):
        [taken] = actions.claim("email")
    acknowledge(people.ben, emergency_id, "on_my_way")
    assert states(emergency_id) == [("email", "stopped", 1)]
    actions.settle(taken.id, None)
    assert at(260, Channel("email", email.sender(settings))) == 1
    assert subjects(mailbox) == ["CareCircle: emergency, answered"]


def test_in_a_second_round_too_word_follows_a_call_that_was_under_way() -> None:
    people = cast.gather()
    emergency_id = unanswered(people)
    for again, late in enumerate((200, 20_000), start=1):
        with clock.moved_to(clock.now() + timedelta(seconds=late)):
            emergencies.escalate_due()
        with clock.moved_to(clock.now() + timedelta(seconds=late + 200)):
            emergencies.escalate_due()
            [taken] = [one for one in actions.claim("email") if one.kind == "alert"]
            assert taken.round == again
            acknowledge(people.ben, emergency_id, "on_my_way")
            actions.settle(taken.id, None)
    with reading() as session:
        found = outbox_of(session, emergency_id)
        answered = [one.round for one in found if one.kind == "answered"]
    assert answered == [1, 2]


def test_who_is_outside_the_family_hears_it_too(settings: Settings, mailbox: Mailbox) -> None:
    people = cast.gather()
    outside(people, "email", "neighbour@care.example")
    channel = Channel("email", email.sender(settings))
    at(0, channel)
    mailbox.letters.clear()
    emergency_id = unanswered(people)
    assert at(200, channel) == 2
    acknowledge(people.ben, emergency_id, "on_scene")
    assert at(201, channel) == 2
    assert sorted(subjects(mailbox)) == ["CareCircle: emergency"] * 2 + [COMING] * 2
