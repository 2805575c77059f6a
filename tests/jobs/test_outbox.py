"""What is to reach people outside the app gets there, or stands in a list that says why not."""

import base64
import json
import os
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_string
from pathlib import Path

import http_ece
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from carecircle import clock
from carecircle.care.emergencies import actions as emergencies
from carecircle.care.reaching import actions, inputs, queries
from carecircle.care.reaching.models import OutboxMessage
from carecircle.config import Settings
from carecircle.db.session import reading
from carecircle.jobs.outbox import email, other, push
from carecircle.jobs.outbox.sending import Channel
from tests import cast
from tests.care.emergencies.test_actions import acknowledge, pressed
from tests.jobs.receivers import Mailbox, WebReceiver

pytestmark = pytest.mark.usefixtures("database")
PRIVATE = ("Rosa", "fall", "hip", "Hall")


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    mailbox = Mailbox()
    yield mailbox
    mailbox.close()


@pytest.fixture
def receiver() -> Iterator[WebReceiver]:
    receiver = WebReceiver()
    yield receiver
    receiver.close()


@pytest.fixture
def settings(tmp_path: Path, mailbox: Mailbox) -> Settings:
    return Settings(
        database_url="",
        instance_path=tmp_path,
        secret_key="s" * 64,
        base_url="https://care.example",
        smtp_url=mailbox.url,
        apprise_schemes=("json",),
    )


def unanswered(people: cast.Cast, seconds: float = 180) -> str:
    """An emergency for which the admins and outside contacts are to be told."""
    values = pressed(type="fall", note="Her hip hurts", location="Hall")
    emergency, _ = emergencies.raise_emergency(people.vera, values)
    with clock.moved_to(emergency.raised_at + timedelta(seconds=seconds)):
        emergencies.escalate_due()
    return emergency.id


def at(seconds: float, channel: Channel) -> int:
    with clock.moved_to(clock.now() + timedelta(seconds=seconds)):
        return channel.work()


def states(emergency_id: str) -> list[tuple[str, str, int]]:
    with reading() as session:
        sent = queries.outbox_of(session, emergency_id)
    return [(one.channel, one.state, one.attempts) for one in sent]


def outside(people: cast.Cast, channel: str, address: str, *, is_verified: bool = True) -> None:
    values = {"name": "Neighbour", "channel": channel, "address": address}
    point = actions.add_contact_point(people.ana, inputs.ContactPointInput.read(values))
    with reading() as session:
        body = session.query(OutboxMessage).order_by(OutboxMessage.id.desc()).first().body
    if is_verified:
        code = next(word.strip(".") for word in body.split() if word.strip(".").isdigit())
        actions.verify(people.ana, point.id, inputs.CodeInput.read({"code": code}))


def test_an_admin_is_written_to_and_the_letter_tells_nothing_of_health(
    settings: Settings, mailbox: Mailbox
) -> None:
    people = cast.gather()
    emergency_id = unanswered(people)
    assert at(200, Channel("email", email.sender(settings))) == 1
    [letter] = mailbox.letters
    assert states(emergency_id) == [("email", "sent", 1)]
    parsed = message_from_string(letter)
    assert parsed["To"].startswith("ana.")
    assert parsed["Subject"] == "CareCircle: emergency"
    assert f"https://care.example/families/{people.family_id}/emergencies/" in letter
    assert not [word for word in PRIVATE if word in letter]


def test_what_is_refused_for_now_is_tried_again_and_gets_there(
    settings: Settings, mailbox: Mailbox
) -> None:
    people = cast.gather()
    emergency_id, channel = unanswered(people), Channel("email", email.sender(settings))
    mailbox.answer = "451 later"
    assert at(200, channel) == 1
    assert at(201, channel) == 0
    mailbox.answer = "250 OK"
    assert at(210, channel) == 1
    assert states(emergency_id) == [("email", "sent", 2)]
    assert len(mailbox.letters) == 1


def test_what_hangs_is_left_behind_and_gets_there_when_it_recovers(
    settings: Settings, mailbox: Mailbox
) -> None:
    people = cast.gather()
    emergency_id = unanswered(people)
    channel = Channel("email", email.sender(settings), patience_s=0.5)
    mailbox.is_hanging, mailbox.answer = True, "451 later"
    assert at(200, channel) == 1
    assert states(emergency_id) == [("email", "waiting", 1)]
    mailbox.is_hanging, mailbox.answer = False, "250 OK"
    assert at(210, Channel("email", email.sender(settings))) == 1
    assert states(emergency_id) == [("email", "sent", 2)]


def test_what_is_refused_for_good_is_given_up_and_listed(
    settings: Settings, mailbox: Mailbox
) -> None:
    people = cast.gather()
    emergency_id = unanswered(people)
    mailbox.answer = "550 nobody here"
    at(200, Channel("email", email.sender(settings)))
    assert states(emergency_id) == [("email", "failed", 1)]
    with reading() as session:
        [listed] = queries.unsent(session, people.family_id)
    assert listed.error == "The address was refused"


def test_after_the_last_attempt_it_is_given_up(settings: Settings, mailbox: Mailbox) -> None:
    people = cast.gather()
    emergency_id, channel = unanswered(people), Channel("email", email.sender(settings))
    mailbox.answer = "451 later"
    tries = [at(200 + 700 * number, channel) for number in range(10)]
    assert sum(tries) == 8
    assert states(emergency_id) == [("email", "failed", 8)]


def test_a_worker_that_dies_while_it_sends_loses_nothing(settings: Settings) -> None:
    people = cast.gather()
    emergency_id = unanswered(people)
    with clock.moved_to(clock.now() + timedelta(seconds=200)):
        assert len(actions.claim("email")) == 1
        assert actions.claim("email") == []
    assert at(260, Channel("email", email.sender(settings))) == 1
    assert states(emergency_id) == [("email", "sent", 2)]


def test_an_answer_stops_what_is_not_sent_yet(settings: Settings, mailbox: Mailbox) -> None:
    people = cast.gather()
    emergency_id = unanswered(people)
    acknowledge(people.ben, emergency_id, "on_my_way")
    assert at(200, Channel("email", email.sender(settings))) == 0
    assert states(emergency_id) == [("email", "stopped", 0)]


def test_without_a_mail_server_it_says_so(tmp_path: Path) -> None:
    people = cast.gather()
    unanswered(people)
    bare = Settings(database_url="", instance_path=tmp_path, secret_key="s" * 64)
    at(200, Channel("email", email.sender(bare)))
    with reading() as session:
        [listed] = queries.unsent(session, people.family_id)
    assert listed.error == "No e-mail is set up on this server"


def test_somebody_outside_is_told_once_the_address_is_verified(
    settings: Settings, receiver: WebReceiver
) -> None:
    people = cast.gather()
    outside(people, "apprise", f"json://{receiver.host}/neighbour")
    outside(people, "apprise", f"json://{receiver.host}/mistyped", is_verified=False)
    channel = Channel("apprise", other.sender(settings))
    at(1, channel)
    receiver.taken.clear()
    unanswered(people)
    at(200, channel)
    [taken] = receiver.taken
    assert taken.path == "/neighbour"
    assert not [word for word in PRIVATE if word in taken.body.decode()]


def test_a_way_that_the_operator_does_not_allow_is_not_gone(
    tmp_path: Path, receiver: WebReceiver
) -> None:
    people = cast.gather()
    outside(people, "apprise", f"json://{receiver.host}/neighbour")
    bare = Settings(database_url="", instance_path=tmp_path, secret_key="s" * 64)
    at(1, Channel("apprise", other.sender(bare)))
    assert receiver.taken == []


class Browser:
    """The half of a push subscription that stays in the browser."""

    def __init__(self, receiver: WebReceiver):
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.secret = os.urandom(16)
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.values = inputs.SubscriptionInput.read(
            {
                "endpoint": f"http://{receiver.host}/push",
                "p256dh": base64.urlsafe_b64encode(point).decode().rstrip("="),
                "auth": base64.urlsafe_b64encode(self.secret).decode().rstrip("="),
            }
        )

    def read(self, body: bytes) -> dict[str, str]:
        return json.loads(http_ece.decrypt(body, private_key=self.key, auth_secret=self.secret))


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
