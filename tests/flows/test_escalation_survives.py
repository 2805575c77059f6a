"""Three workers die again and again: each step of each emergency still runs, once and in order."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import httpx
import pytest

from carecircle import clock
from carecircle.auth import tokens
from carecircle.care.emergencies import actions, escalation_plan, inputs
from carecircle.care.emergencies.models import EscalationPolicy, Step
from carecircle.care.emergencies.queries import escalation_faults
from carecircle.db.session import Database, bind, reading, transaction
from carecircle.events.models import Event
from tests import cast as casting
from tests.browser.home import email_of
from tests.cast import Cast
from tests.servers.carecircle import Server

pytestmark = [pytest.mark.server, pytest.mark.slow]
Outage = tuple[datetime, datetime]
STEPS = ["louder", "outside", "call"]
CALL_AFTER_S, SERVED_S, CUT_S, AGO_S = 30, 3, 9, 9


@pytest.fixture
def bound(database_url: str) -> Iterator[Database]:
    database = bind(Database(database_url))
    yield database
    database.close()


def quick_steps(people: Cast) -> None:
    """The quickest that a family may ask for, so that the test need not wait."""
    with transaction() as tx:
        tx.session.add(
            EscalationPolicy(
                family_id=people.family_id,
                louder_after_s=10,
                outside_after_s=20,
                call_after_s=CALL_AFTER_S,
                repeat_every_s=3600,
                news_within_s=7200,
                changed_at=clock.now(),
                changed_by_name="test",
            )
        )


class Raising:
    """Raises one for each of as many care recipients, spread over a time, while workers die.

    Each was pressed AGO_S before it is stored, so that its first step is due very soon. None is
    stored ahead of its time: the product takes that for a clock that was put back.
    """

    def __init__(self, people: Cast, count: int, spread_s: float):
        self.ids: list[str] = []
        self._people, self._count, self._every_s = people, count, spread_s / count
        self._thread = threading.Thread(target=self._raise_all)
        self._thread.start()

    def _raise_all(self) -> None:
        began = time.monotonic()
        for number in range(self._count):
            time.sleep(max(0.0, began + number * self._every_s - time.monotonic()))
            about = casting.cared_for(self._people.family_id, f"Recipient {number}")
            values = inputs.RaiseInput.read({"recipient": about})
            with clock.moved_to(clock.now() - timedelta(seconds=AGO_S)):
                self.ids.append(actions.raise_emergency(self._people.vera, values)[0].id)

    def all(self) -> list[str]:
        self._thread.join()
        return self.ids


def told(people: Cast) -> dict[str, list[str]]:
    """The steps of each emergency, in the order of the log."""
    found: dict[str, list[str]] = {}
    with reading() as session:
        rows = session.query(Event).filter_by(
            family_id=people.family_id, type="emergency:escalated"
        )
        for event in rows.order_by(Event.seq):
            found.setdefault(event.data["emergency"], []).append(event.data["step"])
    return found


def power_cut(server: Server) -> Outage:
    """From the death of all that served until it is served again."""
    time.sleep(SERVED_S)
    assert server.worker_pids()
    began = clock.now()
    server.kill9()
    server.restart()
    return began, clock.now()


def run_steps(people: Cast) -> list[Step]:
    """What ran, in the order in which it ran; the first ones ran with the press."""
    with reading() as session:
        steps = session.query(Step).filter_by(family_id=people.family_id, state="done")
        later = steps.filter(Step.position > 0).order_by(Step.done_at)
        return list(later)


def faults_of_time(steps: list[Step], outages: list[Outage]) -> list[str]:
    """A step waits for an outage, or for others that are due; never while all stand idle."""
    idle, found = idle_stretches(steps, outages), []
    for step in steps:
        late = escalation_plan.is_late(step.due_at, step.done_at)
        if any(
            min(step.done_at, end) - max(step.due_at, at) > escalation_plan.LATE_AFTER
            for at, end in idle
        ):
            found.append(f"forgotten for a while: {step.kind} {step.due_at} {step.done_at}")
        if late != step.is_late or step.done_at < step.due_at:
            found.append(f"told wrongly: {step.kind} {step.due_at} {step.done_at} {step.is_late}")
    return found


def idle_stretches(steps: list[Step], outages: list[Outage]) -> list[Outage]:
    """When it was served, and no step was run for longer than one may be late."""
    busy = sorted([*outages, *((step.done_at, step.done_at) for step in steps)])
    found, until = [], steps[0].due_at
    for began, ended in busy:
        if began - until > escalation_plan.LATE_AFTER:
            found.append((until, began))
        until = max(until, ended)
    return found


def test_it_finds_a_step_that_was_forgotten_and_one_that_is_marked_wrongly() -> None:
    at = clock.now()
    ran = [Step(kind="call", due_at=at, done_at=at + timedelta(seconds=9), is_late=True)]
    assert len(faults_of_time(ran, [])) == 1
    assert faults_of_time(ran, [(at + timedelta(seconds=1), at + timedelta(seconds=8))]) == []
    ran[0].is_late = False
    assert len(faults_of_time(ran, [(at, at + timedelta(seconds=8))])) == 1


@pytest.mark.timeout(3600)
def test_each_step_runs_once_while_all_workers_die_again_and_again(
    bound: Database, database_url: str, serve: Callable[..., Server], scale: int
) -> None:
    people = casting.gather()
    quick_steps(people)
    server = serve(workers=3, database_url=database_url)
    cuts = 2 * scale
    raising = Raising(people, 100 * scale, spread_s=cuts * CUT_S - AGO_S)
    outages = [power_cut(server) for _ in range(cuts)]
    ids = raising.all()
    _wait_for(lambda: sum(map(len, told(people).values())) >= len(STEPS) * len(ids), 120 * scale)
    assert Counter(map(tuple, told(people).values())) == {tuple(STEPS): len(ids)}
    assert len(ids) == 100 * scale
    assert faults_of_time(run_steps(people), outages) == []
    with reading() as session:
        assert escalation_faults(session).without_step == 0
        states = Counter(session.query(Step.kind, Step.state).all())
    assert states["call", "waiting"] == len(ids)


def test_what_was_answered_201_is_there_after_kill_9_and_goes_on(
    bound: Database, database_url: str, serve: Callable[..., Server]
) -> None:
    people = casting.gather()
    quick_steps(people)
    key = tokens.create(email_of(people.ana), family_id=people.family_id)
    server = serve(workers=3, database_url=database_url)
    headers = {"Authorization": f"Bearer {key}", "Accept": "application/json"}
    with httpx.Client(base_url=server.url, headers=headers, timeout=20) as client:
        base = f"/families/{people.family_id}"
        start = client.get(f"{base}/events").json()["cursor"]
        raised = client.post(f"{base}/emergencies", json={"type": "fall"})
        server.kill9()
        assert raised.status_code == 201
        server.restart()
    with httpx.Client(base_url=server.url, headers=headers, timeout=60) as client:
        address = f"{base}/events/stream?after={start}"
        with client.stream("GET", address) as stream:
            types = (line[7:] for line in stream.iter_lines() if line.startswith("event: "))
            wanted = ["emergency:alert", "emergency:escalated"]
            assert list(_first(types, "emergency:escalated")) == wanted


def _first(types: Iterator[str], last: str) -> Iterator[str]:
    """What the log tells of an emergency, up to the type that is waited for; receipts left out."""
    for type_ in types:
        if type_.startswith("emergency:") and type_ != "emergency:received":
            yield type_
        if type_ == last:
            return


def _wait_for(is_so: Callable[[], bool], within_s: float) -> None:
    end = time.monotonic() + within_s
    while not is_so() and time.monotonic() < end:
        time.sleep(0.2)
