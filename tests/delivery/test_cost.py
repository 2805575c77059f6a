"""Streams live in the loop, not in a greenlet each: what they cost a worker, and what it spares."""

from pathlib import Path

import psutil
import pytest

from benchmarks.streams_ground import carecircle_server
from carecircle.delivery.limits import Limits, room_for_streams
from tests.delivery.served_family import House

pytestmark = pytest.mark.server
WARM, MEASURED = 150, 350
MOST_BYTES = 5_000  # 2,000 streams in less than 10 MB; a greenlet each takes 17 to 38 kB


@pytest.mark.parametrize("end", ["stream", "socket"])
def test_an_idle_stream_costs_less_than_five_kilobytes(end: str) -> None:
    with carecircle_server(end)() as opened:
        worker = psutil.Process(opened.worker_pid)
        opened.open(WARM)
        before, threads = worker.memory_info().rss, worker.num_threads()
        opened.open(MEASURED)
        assert (worker.memory_info().rss - before) / MEASURED < MOST_BYTES
        assert worker.num_threads() == threads
        assert len(opened.one_event()) == WARM + MEASURED


def test_more_streams_than_slots_leave_room_for_ordinary_requests(house: House) -> None:
    """gunicorn has 1,000 slots; a stream takes a descriptor and none of them."""
    with carecircle_server("stream")() as opened:
        opened.open(1_050)
        assert opened.answers("/healthz") == 200


def test_a_worker_takes_two_thousand_streams_where_descriptors_allow() -> None:
    assert Limits().most_streams is None
    assert room_for_streams(available=4096) >= 2000
    assert room_for_streams(available=1024) >= 500
    assert room_for_streams(available=64) >= 16


def test_a_worker_holds_few_descriptors_of_its_own(house: House) -> None:
    [pid] = house.server.worker_pids()
    assert len(list(Path(f"/proc/{pid}/fd").iterdir())) < 100
