"""The lanes of the outbox: one that hangs holds up no other, by whatever channel it is sent."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import pytest

from carecircle import clock
from carecircle.care.medications.models import MedicationWarning
from carecircle.care.notifications.actions import send_warnings
from carecircle.care.outreach import actions, queries, rules
from carecircle.care.outreach.actions.outbox import Addressee, MessageContent, queue
from carecircle.care.outreach.lanes import Lane
from carecircle.care.outreach.models import ContactPoint, OutboxMessage
from carecircle.config import Settings
from carecircle.db.session import reading, transaction
from carecircle.jobs.outbox import SENDERS, emergency_loops, loops
from carecircle.jobs.outbox.sending import AT_ONCE, Channel, Send
from tests import cast
from tests.care.medications.warnings import raising
from tests.cast import Cast
from tests.jobs.outside import Browser, at, outside, unanswered
from tests.jobs.receivers import Mailbox, WebReceiver

pytestmark = pytest.mark.usefixtures("database")
CHANNELS = ("email", "push", "apprise")


@dataclass
class Held:
    """A sender that hangs until it is let go. began: it is in the middle of a message."""

    began: threading.Event = field(default_factory=threading.Event)
    let_go: threading.Event = field(default_factory=threading.Event)

    def send(self, _message: OutboxMessage) -> None:
        self.began.set()
        assert self.let_go.wait(60)


@pytest.fixture
def held() -> Iterator[Held]:
    sender = Held()
    yield sender
    sender.let_go.set()


@pytest.fixture
def people(receiver: WebReceiver, settings: Settings) -> Cast:
    """Ana has a browser that takes pushes, and a neighbour and Ana an address of another kind."""
    people = cast.gather()
    actions.subscribe(people.ana, Browser(receiver).values)
    outside(people, "apprise", f"json://{receiver.host}/neighbour")
    _own_address(people, receiver)
    with transaction() as tx:
        tx.session.query(OutboxMessage).delete()
    return people


def _own_address(people: Cast, receiver: WebReceiver) -> None:
    now = clock.now()
    with transaction() as tx:
        tx.session.add(
            ContactPoint(
                family_id=people.family_id,
                member_id=people.ana.member_id,
                name="Ana's ntfy",
                channel="apprise",
                address=f"json://{receiver.host}/ana",
                verified_at=now,
                created_at=now,
            )
        )


def emergency(people: Cast) -> None:
    unanswered(people)


def warning(people: Cast) -> None:
    raising.second_dose(people)
    assert send_warnings() == 1


def news(people: Cast) -> None:
    """More than a channel sends at once, by each way."""
    with reading() as session:
        [browser] = queries.subscriptions(session, people.family_id)
        points = queries.contact_points(session, people.family_id)
    addresses = {"email": "reader@care.example", "push": browser.id, "apprise": points[0].address}
    with transaction() as tx:
        for channel, address in addresses.items():
            for _number in range(AT_ONCE + 1):
                to = Addressee(channel, address, "Reader")
                letter = MessageContent(rules.DIGEST, "News", "News")
                queue(tx.session, people.family_id, to, letter)


LANES: dict[Lane, Callable[[Cast], None]] = {
    Lane.EMERGENCY: emergency,
    Lane.WARNING: warning,
    Lane.OTHER: news,
}


def waiting(lane: Lane, channel: str) -> int:
    with reading() as session:
        rows = session.query(OutboxMessage).filter(lane.condition)
        return rows.filter_by(channel=channel, state="waiting").count()


def hold(channel: str, lane: Lane, held: Held) -> threading.Thread:
    hanging = Channel(channel, held.send, patience_s=120, lane=lane)
    thread = threading.Thread(target=lambda: at(200, hanging), daemon=True)
    thread.start()
    assert held.began.wait(60)
    return thread


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("hanging", LANES)
def test_a_lane_that_hangs_holds_up_no_other(
    people: Cast, settings: Settings, mailbox: Mailbox, held: Held, hanging: Lane, channel: str
) -> None:
    for happen in LANES.values():
        happen(people)
    count = {lane: waiting(lane, channel) for lane in LANES}
    assert all(count.values())
    thread = hold(channel, hanging, held)
    send: Send = SENDERS[channel].sender(settings)
    for lane in LANES:
        if lane is not hanging:
            assert at(200, Channel(channel, send, lane=lane)) == count[lane]
            assert waiting(lane, channel) == 0
    assert waiting(hanging, channel) == count[hanging]
    held.let_go.set()
    thread.join(60)
    assert waiting(hanging, channel) == 0


@pytest.mark.parametrize("hanging", CHANNELS)
def test_a_channel_that_hangs_holds_up_no_other_in_its_lane(
    people: Cast, settings: Settings, mailbox: Mailbox, held: Held, hanging: str
) -> None:
    emergency(people)
    thread = hold(hanging, Lane.EMERGENCY, held)
    for channel in CHANNELS:
        if channel != hanging:
            send: Send = SENDERS[channel].sender(settings)
            assert at(200, Channel(channel, send, lane=Lane.EMERGENCY)) > 0
            assert waiting(Lane.EMERGENCY, channel) == 0
    assert waiting(Lane.EMERGENCY, hanging) > 0
    held.let_go.set()
    thread.join(60)


def test_each_channel_has_a_loop_of_its_own_for_each_lane(settings: Settings) -> None:
    without_mail = replace(settings, base_url=None)
    assert len(emergency_loops(without_mail)) == len(CHANNELS)
    assert len(loops(without_mail)) == len(CHANNELS) * len((Lane.WARNING, Lane.OTHER))


def test_a_push_and_a_letter_about_a_warning_arrive_and_lead_to_it(
    people: Cast, settings: Settings, mailbox: Mailbox, receiver: WebReceiver
) -> None:
    receiver.taken.clear()
    warning(people)
    for channel in CHANNELS:
        at(1, Channel(channel, SENDERS[channel].sender(settings), lane=Lane.WARNING))
    with reading() as session:
        of = session.query(MedicationWarning).one().id
    assert sorted(one.path for one in receiver.taken) == ["/ana", "/push"]
    [letter] = [one.replace("=\r\n", "") for one in mailbox.letters]  # lines that were folded
    assert f"/medication-warnings/{of}" in letter
    assert not [word for word in ("Amlodipine", "Rosa", "second") if word in letter]
