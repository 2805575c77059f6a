"""A worker that is paused does not read its signals: those who write do not wait for it, and are
answered what was saved."""

import http.client
import json
import os
import signal
import socket
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from carecircle.care.emergencies.models import Emergency
from carecircle.care.notes.models import Note
from carecircle.db.session import reading
from carecircle.realtime.local_bus import LocalBus
from tests.delivery.served_family import House, served

WRITES, AT_ONCE = 120, 24


@contextmanager
def paused(pid: int) -> Iterator[None]:
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def sockets_of(folder: Path, pid: int) -> list[Path]:
    return [path for path in folder.iterdir() if path.name.startswith(f"{pid}-")]


def is_full(path: Path) -> bool:
    """Whether the receiver takes nothing more. An answer for certain: nothing else reads it."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as probe:
        probe.setblocking(False)
        try:
            probe.sendto(b"nothing", str(path))
        except BlockingIOError:
            return True
    return False


def write(house: House, path: str, key: str, body: dict[str, str]) -> int | None:
    """The status; None where the paused worker has taken the connection and does not answer."""
    connection = http.client.HTTPConnection("127.0.0.1", house.server.port, timeout=20)
    headers = {"Authorization": f"Bearer {house.tokens['ana']}", "Idempotency-Key": key}
    headers |= {"Content-Type": "application/json", "Accept": "application/json"}
    try:
        address = f"/families/{house.cast.family_id}{path}"
        connection.request("POST", address, json.dumps(body), headers)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


@pytest.mark.server
@pytest.mark.slow
def test_with_a_paused_worker_each_write_is_answered_as_saved(
    tmp_path: Path, database_url: str, scale: int
) -> None:
    with served(tmp_path / "instance", database_url, workers=2) as house:
        house.of_each_worker()
        victim = house.server.worker_pids()[0]
        [queue] = sockets_of(tmp_path / "instance" / "wake", victim)
        with paused(victim), ThreadPoolExecutor(AT_ONCE) as pool:
            while not is_full(queue):
                pass
            keys = [f"n{number}" for number in range(WRITES * scale)]
            notes = list(pool.map(lambda k: write(house, "/notes", k, {"body": k}), keys))
            alarms = list(pool.map(lambda k: write(house, "/emergencies", f"e{k}", {}), keys[:40]))
            assert is_full(queue)
        answered = Counter(notes) + Counter(alarms)
        del answered[None]
        assert set(answered) <= {200, 201}, answered
        assert answered.total() > WRITES / 4
        again = [write(house, "/notes", key, {"body": key}) for key in keys]
        assert set(again) == {201}
        assert saved() == dict.fromkeys(keys, 1)
        with reading() as session:
            assert session.query(Emergency).count() == 1
        assert "failed after the commit" not in house.server.log()


def saved() -> Counter[str]:
    with reading() as session:
        return Counter(body for (body,) in session.query(Note.body))


def test_a_full_queue_is_skipped_and_heard_again_later(tmp_path: Path) -> None:
    folder = tmp_path / "wake"
    folder.mkdir()
    heard: list[str] = []
    deaf = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    deaf.bind(str(folder / "deaf"))
    reader = LocalBus(tmp_path, heard.append)
    reader.start()
    sender = LocalBus(tmp_path, lambda _: None)
    texts = [f"family:f:{number}" for number in range(1000)]
    with ThreadPoolExecutor(8) as pool:
        for text in texts:
            pool.submit(sender.send, text).result()
    assert is_full(folder / "deaf")
    assert sender.dropped > 0
    while "end" not in heard:
        sender.send("end")
        time.sleep(0.001)
    reader.stop()
    deaf.close()
