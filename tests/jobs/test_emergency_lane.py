"""What is about an emergency goes before everything else, until somebody answers, and what cannot
be sent is on the emergency's page."""

import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from carecircle import clock
from carecircle.care.emergencies import inputs
from carecircle.care.emergencies.actions import emit_batched_receipts, escalate_due, resolve
from carecircle.care.emergencies.queries import the_emergency
from carecircle.care.outreach import rules
from carecircle.care.outreach.actions.outbox import Addressee, MessageContent, queue
from carecircle.care.outreach.lanes import Lane
from carecircle.care.outreach.models import OutboxMessage
from carecircle.config import Settings
from carecircle.db.session import reading, transaction
from carecircle.events.models import Event
from carecircle.jobs.outbox import email
from carecircle.jobs.outbox.sending import Channel
from tests import cast
from tests.care.emergencies.test_actions import acknowledge
from tests.cast import Cast
from tests.jobs.outside import at, outside, states, unanswered
from tests.jobs.receivers import Mailbox
from tests.servers.process import free_port

pytestmark = pytest.mark.usefixtures("database")
DIGESTS = 400


def lane(settings: Settings, patience_s: float = 30.0) -> Channel:
    return Channel("email", email.sender(settings), patience_s, lane=Lane.EMERGENCY)


def ordinary(settings: Settings) -> Channel:
    return Channel("email", email.sender(settings), lane=Lane.OTHER)


def queue_digests(people: Cast, count: int) -> None:
    with transaction() as tx:
        for number in range(count):
            to = Addressee("email", f"reader.{number}@care.example", "Reader")
            queue(tx.session, people.family_id, to, MessageContent(rules.DIGEST, "News", "News"))


def subjects(mailbox: Mailbox) -> list[str]:
    lines = [line for one in mailbox.letters for line in one.splitlines()]
    return [line for line in lines if line.startswith("Subject: ")]


def test_of_400_digests_none_is_sent_before_the_emergency(
    settings: Settings, mailbox: Mailbox
) -> None:
    people = cast.gather()
    queue_digests(people, DIGESTS)
    emergency_id = unanswered(people)
    assert at(200, lane(settings)) == 1
    assert subjects(mailbox) == ["Subject: CareCircle: emergency"]
    assert states(emergency_id) == [("email", "sent", 1)]
    with reading() as session:
        waiting = session.query(OutboxMessage).filter_by(kind=rules.DIGEST, state="waiting")
        assert waiting.count() == DIGESTS


def test_a_digest_whose_conversation_is_slow_holds_up_no_emergency(
    settings: Settings, mailbox: Mailbox
) -> None:
    people, slow = cast.gather(), SlowServer()
    queue_digests(people, 20)
    digests = Channel(
        "email",
        email.sender(replace(settings, smtp_url=slow.url)),
        patience_s=60,
        lane=Lane.OTHER,
    )
    threading.Thread(target=digests.work, daemon=True).start()
    assert slow.began.wait(30)
    unanswered(people)
    assert at(200, lane(settings)) == 1
    assert not slow.released.is_set()
    assert subjects(mailbox) == ["Subject: CareCircle: emergency"]
    slow.close()


def test_the_ordinary_lane_leaves_emergencies_alone(settings: Settings, mailbox: Mailbox) -> None:
    people = cast.gather()
    queue_digests(people, 3)
    emergency_id = unanswered(people)
    assert at(200, ordinary(settings)) == 3
    assert states(emergency_id) == [("email", "waiting", 0)]


class SlowServer:
    """Accepts connections and says nothing until it is closed."""

    def __init__(self) -> None:
        self.began, self.released = threading.Event(), threading.Event()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"smtp://127.0.0.1:{self._socket.getsockname()[1]}"
        self._taken: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                self._taken.append(self._socket.accept()[0])
            except OSError:
                return
            self.began.set()

    def close(self) -> None:
        self.released.set()
        self._socket.close()
        for one in self._taken:
            one.close()


@pytest.fixture
def slow() -> Iterator[SlowServer]:
    server = SlowServer()
    yield server
    server.close()


def dead(settings: Settings, _mailbox: Mailbox, _slow: SlowServer) -> Settings:
    return replace(settings, smtp_url=f"smtp://127.0.0.1:{free_port()}")


def unknown(settings: Settings, _mailbox: Mailbox, _slow: SlowServer) -> Settings:
    return replace(settings, smtp_url="smtp://no-such-server.invalid:25")


def silent(settings: Settings, _mailbox: Mailbox, slow: SlowServer) -> Settings:
    return replace(settings, smtp_url=slow.url)


def greylisting(settings: Settings, mailbox: Mailbox, _slow: SlowServer) -> Settings:
    mailbox.answer = "450 Try again later"
    return settings


def overloaded(settings: Settings, mailbox: Mailbox, _slow: SlowServer) -> Settings:
    mailbox.answer = "421 Too many connections"
    return settings


def without_tls(settings: Settings, mailbox: Mailbox, _slow: SlowServer) -> Settings:
    return replace(settings, smtp_url=f"smtp+starttls://127.0.0.1:{mailbox.port}")


def plain_instead_of_tls(settings: Settings, mailbox: Mailbox, _slow: SlowServer) -> Settings:
    return replace(settings, smtp_url=f"smtps://127.0.0.1:{mailbox.port}")


def refused_sign_in(settings: Settings, mailbox: Mailbox, _slow: SlowServer) -> Settings:
    return replace(settings, smtp_url=f"smtp://me:wrong@127.0.0.1:{mailbox.port}")


def not_set_up(settings: Settings, _mailbox: Mailbox, _slow: SlowServer) -> Settings:
    return replace(settings, smtp_url=None)


Fault = Callable[[Settings, Mailbox, SlowServer], Settings]
FAULTS: list[Fault] = [
    dead,
    unknown,
    silent,
    greylisting,
    overloaded,
    without_tls,
    plain_instead_of_tls,
    refused_sign_in,
    not_set_up,
]


@pytest.mark.parametrize("fault", FAULTS)
def test_whatever_is_wrong_with_the_mail_server_it_is_tried_until_somebody_answers(
    settings: Settings, mailbox: Mailbox, slow: SlowServer, fault: Fault
) -> None:
    people = cast.gather()
    emergency_id = unanswered(people)
    broken = fault(settings, mailbox, slow)
    channel = lane(broken, patience_s=1.0)
    for attempt in range(1, 13):
        assert at(200 + 130 * attempt, channel) == 1, attempt
        assert states(emergency_id) == [("email", "waiting", attempt)]
        if fault is silent and attempt == 2:
            break
    assert mailbox.letters == []
    mailbox.answer = "250 OK"
    assert at(4000, lane(settings)) == 1
    assert states(emergency_id)[0][:2] == ("email", "sent")
    assert len(mailbox.letters) == 1


def test_nothing_is_tried_any_more_once_it_is_over(settings: Settings, mailbox: Mailbox) -> None:
    people = cast.gather()
    emergency_id = unanswered(people)
    mailbox.answer = "450 Try again later"
    assert at(200, lane(settings)) == 1
    resolve(people.ana, emergency_id, inputs.ResolutionInput.read({"outcome": "handled"}))
    assert at(4000, lane(settings)) == 0
    assert [state for _channel, state, _count in states(emergency_id)] == ["stopped"]


def test_of_several_calls_to_one_address_only_the_last_is_tried_for_ever(
    settings: Settings, mailbox: Mailbox
) -> None:
    people = cast.gather()
    emergency_id = unanswered(people)
    acknowledge(people.ben, emergency_id, "on_my_way")  # then comes no news: a second round
    with reading() as session:
        silent_since = the_emergency(session, people.family_id, emergency_id).news_due_at
    assert silent_since is not None
    for late_s in (1, 300):
        with clock.moved_to(silent_since + timedelta(seconds=late_s)):
            escalate_due()
    mailbox.answer = "450 Try again later"
    with transaction() as tx:
        tx.session.query(OutboxMessage).filter_by(state="stopped").update({"state": "waiting"})
    for attempt in range(12):
        with clock.moved_to(silent_since + timedelta(seconds=400 + 700 * attempt)):
            lane(settings).work()
    assert states(emergency_id) == [("email", "failed", 8), ("email", "waiting", 12)]


def test_one_refused_address_keeps_no_other_from_being_written_to(
    settings: Settings, mailbox: Mailbox
) -> None:
    people = cast.gather()
    outside(people, "email", "neighbour@care.example")
    at(1, ordinary(settings))
    mailbox.letters.clear()
    emergency_id = unanswered(people)
    mailbox.refused = {"neighbour@care.example"}
    assert at(200, lane(settings)) == 2
    assert sorted(states(emergency_id)) == [("email", "failed", 1), ("email", "sent", 1)]
    assert len(mailbox.letters) == 1


def test_attempts_that_change_nothing_write_no_event(settings: Settings, mailbox: Mailbox) -> None:
    people = cast.gather()
    unanswered(people)
    mailbox.answer = "450 Try again later"
    channel = lane(settings)
    for attempt in range(30):
        later = clock.now() + timedelta(seconds=200 + 130 * attempt)
        with clock.moved_to(later):
            assert channel.work() == 1
        with clock.moved_to(later + timedelta(seconds=2)):
            emit_batched_receipts()
    with reading() as session:
        assert session.query(Event).filter_by(type="emergency:received").count() == 8
