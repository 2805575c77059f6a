"""A job, a loop or a worker that stands still is noticed, shown, and told to the operator once."""

import fcntl
import os
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from email import message_from_string
from pathlib import Path

import pytest

from carecircle.config import Settings
from carecircle.jobs import worker_states
from carecircle.jobs.loop import Loop
from carecircle.jobs.operator_mail import AT_MOST_EVERY_S, OVER_AFTER_S, OperatorMail, Sent, decide
from carecircle.jobs.pulse import LONGEST_S, STALLED_AFTER_S, Pulse, Stall
from carecircle.jobs.watchdog import Watchdog
from carecircle.jobs.work import Job
from tests.jobs.receivers import Mailbox

DEAD = Stall(1, "escalation", "does not go on", 0.0, True)


def wait_for(is_so: Callable[[], bool], within_s: float = 30) -> None:
    end = time.monotonic() + within_s
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.mark.parametrize(
    ("events", "after_s", "found"),
    [
        ([], 100.0, []),
        (["begin"], STALLED_AFTER_S - 1, []),
        (["begin"], STALLED_AFTER_S + 1, ["does not go on"]),
        (["begin", "progress"], STALLED_AFTER_S + 1, ["does not go on"]),
        (["begin", "end"], 100.0, []),
        (["begin", "fail"], STALLED_AFTER_S - 1, []),
        (["begin", "fail"], STALLED_AFTER_S + 1, ["fails again and again"]),
        (["begin", "fail", "begin"], STALLED_AFTER_S + 1, ["fails again and again"]),
        (["begin", "fail", "begin", "end"], STALLED_AFTER_S + 1, []),
        (["begin", "fail", "begin", "fail"], STALLED_AFTER_S + 1, ["fails again and again"]),
    ],
)
def test_a_job_stands_still_that_shows_no_progress_or_keeps_failing(
    events: list[str], after_s: float, found: list[str]
) -> None:
    pulse = Pulse()
    do = {
        "begin": lambda: pulse.begin("one"),
        "progress": pulse.progress,
        "end": lambda: pulse.end(is_done=True),
        "fail": lambda: pulse.end(is_done=False),
    }
    for event in events:
        do[event]()
    assert [why for _job, why, _at in pulse.stalls(time.monotonic() + after_s)] == found


def test_a_job_that_goes_on_for_ever_stands_still_all_the_same() -> None:
    pulse = Pulse()
    pulse.begin("one")
    pulse._began_s -= LONGEST_S + 1
    pulse.progress()
    assert [job for job, _why, _at in pulse.stalls(time.monotonic())] == ["one"]


STORIES = {
    "one stall and its end": (
        [
            (0, True),
            (1, True),
            (300, True),
            (301, False),
            (301 + OVER_AFTER_S, False),
            (400, False),
        ],
        ["stalled", "over"],
    ),
    "it comes and goes": (
        [(at, at % 10 < 5) for at in range(int(AT_MOST_EVERY_S))],
        ["stalled"],
    ),
    "a second one much later": (
        [(0, True), (10, False), (20, False), (AT_MOST_EVERY_S + 30, True)],
        ["stalled", "over", "stalled"],
    ),
    "a second one soon, which stays": (
        [(0, True), (10, False), (20, False), (30, True), (AT_MOST_EVERY_S + 1, True)],
        ["stalled", "over", "stalled"],
    ),
    "the clock is put back": ([(5000, True), (5010, False), (5020, False), (10, True)], None),
    "nothing": ([(0, False), (100, False)], []),
}


@pytest.mark.parametrize(("looks", "sent"), STORIES.values(), ids=STORIES.keys())
def test_the_operator_is_told_once_of_each_and_not_too_often(
    looks: list[tuple[float, bool]], sent: list[str] | None
) -> None:
    known, told = Sent(), []
    for at, is_stalled in looks:
        news, known = decide(known, is_stalled, 1_000_000 + at)
        told += [news] if news else []
    assert told == (["stalled", "over", "stalled"] if sent is None else sent)


@pytest.fixture
def own(tmp_path: Path) -> Iterator[worker_states.OwnState]:
    own = worker_states.OwnState(tmp_path, is_vital=True)
    yield own
    os.close(own._descriptor)


def test_workers_see_the_stalls_of_each_other(tmp_path: Path, own: worker_states.OwnState) -> None:
    assert worker_states.all_stalls(tmp_path) == []
    own.write([DEAD])
    assert worker_states.all_stalls(tmp_path) == [DEAD]
    own.write([])
    assert worker_states.all_stalls(tmp_path) == []


def test_a_worker_that_writes_no_longer_stands_still(
    tmp_path: Path, own: worker_states.OwnState, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = time.monotonic() + worker_states.SILENT_AFTER_S + 1
    monkeypatch.setattr(worker_states.time, "monotonic", lambda: later)
    [stall] = worker_states.all_stalls(tmp_path)
    assert (stall.worker, stall.what, stall.is_vital) == (os.getpid(), "worker", True)


def test_a_dead_worker_is_forgotten_whatever_it_said_last(
    tmp_path: Path, own: worker_states.OwnState
) -> None:
    own.write([DEAD])
    fcntl.flock(own._descriptor, fcntl.LOCK_UN)
    assert worker_states.all_stalls(tmp_path) == []
    assert not own.path.exists()


@pytest.mark.parametrize("spoilt", [b"", b"{", b"{}" * 10])
def test_a_file_that_cannot_be_read_breaks_nothing(
    tmp_path: Path, own: worker_states.OwnState, spoilt: bytes
) -> None:
    os.ftruncate(own._descriptor, 0)
    os.pwrite(own._descriptor, spoilt, 0)
    assert worker_states.all_stalls(tmp_path) == []


def test_the_operator_gets_one_mail_whichever_worker_sees_it(
    settings: Settings, mailbox: Mailbox, own: worker_states.OwnState
) -> None:
    told = [OperatorMail(replace(settings, operator_email="ops@care.example")) for _ in range(3)]
    for one in told:
        one.tell([DEAD], now=1000.0)
    wait_for(lambda: len(mailbox.letters) == 1)
    for at in (1001.0, 1001.0 + OVER_AFTER_S, 1100.0):
        for one in told:
            one.tell([], now=at)
    wait_for(lambda: len(mailbox.letters) == 2)
    stalled, over = map(message_from_string, mailbox.letters)
    assert stalled["To"] == "ops@care.example"
    assert "emergencies are not escalated" in stalled["Subject"]
    assert "escalation does not go on" in str(stalled.get_payload())
    assert "all jobs run again" in over["Subject"]


def test_without_an_address_nobody_is_written_to(settings: Settings, mailbox: Mailbox) -> None:
    OperatorMail(settings).tell([DEAD])
    assert mailbox.letters == []


def test_a_blocked_job_is_noticed_by_another_thread(settings: Settings, tmp_path: Path) -> None:
    blocked, released = threading.Event(), threading.Event()

    def block() -> int:
        blocked.set()
        released.wait(60)
        return 0

    loop = Loop((Job("blocked", 1, block, is_vital=True),))
    watchdog = Watchdog(settings, [loop])
    watchdog.begin()
    loop.begin()
    wait_for(lambda: bool(watchdog.stalls()))
    assert blocked.is_set()
    [stall] = watchdog.stalls()
    assert (stall.what, stall.is_vital) == ("blocked", True)
    released.set()
    wait_for(lambda: not watchdog.stalls())
    loop.stop()
    watchdog.is_stopped = True
