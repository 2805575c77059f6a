"""The real server sends: an unanswered emergency reaches a mailbox, while another channel hangs."""

import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from carecircle import clock
from carecircle.care.emergencies import actions, inputs
from carecircle.care.emergencies.models import Step
from carecircle.care.outreach import actions as reaching
from carecircle.care.outreach.inputs import SubscriptionInput
from carecircle.db.session import Database, bind, reading
from tests import cast as casting
from tests.jobs.outside import Browser
from tests.jobs.receivers import Mailbox, WebReceiver
from tests.servers.carecircle import Server

pytestmark = pytest.mark.server
PATIENCE_S = 60


@pytest.fixture
def bound(sqlite_url: str) -> Iterator[Database]:
    database = bind(Database(sqlite_url))
    yield database
    database.close()


@pytest.fixture
def deaf_push_service() -> Iterator[WebReceiver]:
    receiver = WebReceiver(is_hanging=True)
    yield receiver
    receiver.close()


def wait_for(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not is_so() and time.monotonic() < end:
        time.sleep(0.1)


def test_a_push_service_that_hangs_holds_up_neither_mail_nor_steps(
    bound: Database,
    sqlite_url: str,
    mailbox: Mailbox,
    deaf_push_service: WebReceiver,
    serve: Callable[..., Server],
) -> None:
    people = casting.gather()
    values: SubscriptionInput = Browser(deaf_push_service).values
    reaching.subscribe(people.ben, values)
    serve(database_url=sqlite_url, smtp_url=mailbox.url, push_hosts=deaf_push_service.host)
    with clock.moved_to(clock.now() - timedelta(seconds=178)):
        pressed = inputs.RaiseInput.read({"type": "fall"})
        emergency, _ = actions.raise_emergency(people.vera, pressed)
    wait_for(lambda: bool(mailbox.letters))
    assert len(mailbox.letters) == 1
    with reading() as session:
        steps = session.query(Step).filter_by(emergency_id=emergency.id).order_by(Step.position)
        assert [step.state for step in steps] == ["done", "done", "done", "waiting"]
