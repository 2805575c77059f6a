"""Whatever another job does in the only worker, an emergency that is due is escalated meanwhile,
outside contacts are written to, and the watchdog says what stands still."""

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from carecircle import clock
from carecircle.care.emergencies import actions, inputs
from carecircle.care.emergencies.models import Emergency, Step
from carecircle.db.session import Database, bind, reading, transaction
from carecircle.jobs.loop import LoopApart
from carecircle.jobs.work import ESCALATION
from carecircle.jobs.worker_states import all_stalls
from tests import cast as casting
from tests.cast import Cast
from tests.flows.test_escalation_survives import quick_steps
from tests.jobs.receivers import Mailbox
from tests.servers.gunicorn import Gunicorn

pytestmark = pytest.mark.server
CONFIG = "python:tests.flows.blocked_jobs"


@pytest.fixture
def bound(database_url: str) -> Iterator[Database]:
    database = bind(Database(database_url))
    yield database
    database.close()


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    mailbox = Mailbox()
    yield mailbox
    mailbox.close()


@pytest.fixture
def served(
    tmp_path: Path, database_url: str, mailbox: Mailbox
) -> Iterator[Callable[[str], Gunicorn]]:
    started: list[Gunicorn] = []

    def start(fault: str) -> Gunicorn:
        options = {"smtp_url": mailbox.url, "operator_email": "ops@care.example"}
        started.append(
            Gunicorn(
                tmp_path / "instance",
                config=CONFIG,
                database_url=database_url,
                test_fault=fault,
                **options,
            )
        )
        return started[-1]

    yield start
    for server in started:
        server.stop()


def due_soon(people: Cast, in_s: float) -> str:
    """An emergency whose step "outside" is due in so many seconds."""
    with clock.moved_to(clock.now() - timedelta(seconds=20 - in_s)):
        return actions.raise_emergency(people.vera, inputs.RaiseInput.read({}))[0].id


def done_steps(emergency_id: str) -> set[str]:
    with reading() as session:
        rows = session.query(Step.kind).filter_by(emergency_id=emergency_id, state="done")
        return {kind for (kind,) in rows}


def steps_of(emergency_id: str) -> int:
    """A call that is repeated adds a step each time."""
    with reading() as session:
        return session.query(Step).filter_by(emergency_id=emergency_id).count()


def wait_for(is_so: Callable[[], bool], within_s: float = 60) -> None:
    end = time.monotonic() + within_s
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.parametrize(
    ("fault", "noticed", "database_url"),
    [
        ("sleep", "event loop", "sqlite"),
        ("compute", "event loop", "sqlite"),
        ("fail", "faulty", "sqlite"),
        ("wait", "faulty", "sqlite"),
        ("exhaust", "faulty", "sqlite"),
        pytest.param("wait", "faulty", "postgresql", marks=pytest.mark.postgresql),
        pytest.param("exhaust", "faulty", "postgresql", marks=pytest.mark.postgresql),
    ],
    indirect=["database_url"],
)
def test_an_emergency_that_is_due_waits_for_no_other_job(
    bound: Database, served: Callable[[str], Gunicorn], mailbox: Mailbox, fault: str, noticed: str
) -> None:
    people = casting.gather()
    quick_steps(people)
    server = served(fault)
    wait_for(lambda: bool(list((server.instance / "workers").glob("*.json"))))
    emergency_id = due_soon(people, 3)
    (server.instance / "begin").touch()
    wait_for((server.instance / "began").exists)
    wait_for(lambda: "outside" in done_steps(emergency_id))
    wait_for(lambda: "CareCircle: emergency" in subjects(mailbox))
    wait_for(lambda: noticed in {one.what for one in all_stalls(server.instance)})
    assert not (server.instance / "ended").exists(), "the fault was over before it could do harm"
    wait_for(lambda: "a job stands still" in subjects(mailbox))
    if fault != "fail":
        wait_for(lambda: not all_stalls(server.instance))
        wait_for(lambda: "all jobs run again" in subjects(mailbox))
    assert "job failed" in server.log() or fault != "fail"


def subjects(mailbox: Mailbox) -> str:
    lines = [line for one in mailbox.letters for line in one.splitlines()]
    return "\n".join(line for line in lines if line.startswith("Subject: "))


@pytest.mark.postgresql
def test_a_family_whose_log_is_locked_holds_up_no_other(postgres_url: str) -> None:
    database = bind(Database(postgres_url))
    people = casting.gather()
    quick_steps(people)
    held = due_soon(people, -8)
    with clock.moved_to(clock.now() - timedelta(seconds=600)):
        other = actions.raise_emergency(people.sam, inputs.RaiseInput.read({}))[0].id
    before = steps_of(other)
    with transaction() as tx:
        early = clock.now() - timedelta(seconds=700)
        tx.session.query(Emergency).filter_by(id=held).update({"next_step_at": early})
    with database.engine.connect() as holder:
        statement = f"SELECT 1 FROM family_stream WHERE family_id = '{people.family_id}' FOR UPDATE"
        holder.exec_driver_sql(statement)
        loop = LoopApart(postgres_url, ESCALATION[:1])
        loop.begin()
        wait_for(lambda: steps_of(other) > before)
        assert done_steps(held) == {"everyone"}
        wait_for(lambda: bool(loop.stalls(time.monotonic())))
        holder.rollback()
        wait_for(lambda: "louder" in done_steps(held))
        wait_for(lambda: not loop.stalls(time.monotonic()))
    loop.stop()
    database.close()
