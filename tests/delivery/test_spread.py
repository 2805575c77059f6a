"""When streams that ended together come back: the chosen delays, and that all of them do."""

import json
import os
import re
import signal
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from carecircle.delivery import spread
from carecircle.delivery.closing import Goodbye, busy, drained, goodbye_for, sse_words
from tests.delivery.readers import Sse
from tests.delivery.served_family import House, served
from tests.servers import databases

ROOT = Path(__file__).parents[2]
MOST_SHARE, MOST_S = 0.35, 5.0


def fullest_share(delays: list[float]) -> float:
    """The share of the fullest second, wherever that second begins."""
    return max(sum(first <= at < first + 1 for at in delays) for first in delays) / len(delays)


@pytest.mark.parametrize("count", [12, 40, 166, 500, 2_000])
def test_no_second_sees_more_than_a_third_of_the_streams(count: int) -> None:
    delays = spread.slots(count)
    assert len(set(delays)) == count
    assert fullest_share(delays) <= MOST_SHARE
    assert min(delays) >= 0
    assert max(delays) < MOST_S


def test_workers_that_drain_together_are_spread_together() -> None:
    together = spread.slots(166) + spread.slots(170) + spread.slots(164)
    assert fullest_share(together) <= MOST_SHARE


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_a_few_streams_come_back_soon_as_well(count: int) -> None:
    assert all(0 <= at < MOST_S for at in spread.slots(count))


def test_the_order_of_the_streams_is_not_that_of_their_delays() -> None:
    delays = spread.slots(200)
    assert delays != sorted(delays)


@pytest.mark.parametrize("after_s", [0.0, 0.4, 4.2, -0.3])
def test_a_drained_stream_is_told_its_own_delay(after_s: float) -> None:
    assert drained(after_s).data == {"after_ms": round(max(0.0, after_s) * 1000)}


@pytest.mark.parametrize("words", [drained, lambda: busy("full"), lambda: busy("database")])
def test_those_turned_away_one_by_one_are_spread_too(words: Callable) -> None:
    delays = [words().data["after_ms"] / 1000 for _ in range(2_000)]
    assert fullest_share(delays) <= MOST_SHARE


def test_the_browser_uses_the_same_window() -> None:
    script = (ROOT / "static/js/live-backoff.js").read_text(encoding="utf-8")
    [window_ms] = re.findall(r"RETURN_WITHIN = (\d+);", script)
    assert int(window_ms) == spread.WINDOW_S * 1000


def hup(house: House) -> None:
    os.kill(house.server.process.pid, signal.SIGHUP)


def kill_workers(house: House) -> None:
    for pid in house.server.worker_pids():
        house.server.kill9_worker(pid)


LOSSES = {
    "a reload": hup,
    "a restart": lambda house: house.server.restart(),
    "lost workers": kill_workers,
}


def back_again(house: House, stream: Sse, after: str) -> list[bytes]:
    """What the stream has after it ended and came back, with its cursor, as a browser would."""
    wait_s = 0.2
    while (block := stream.block(within=60)) is not None:
        if block["event"] == "drain":
            wait_s = json.loads(block["data"])["after_ms"] / 1000
    end = time.monotonic() + 60
    while time.monotonic() < end:
        time.sleep(wait_s)
        try:
            again = Sse(house.door(), after=after)
        except OSError:
            wait_s = 0.2
            continue
        if again.opening is not None:
            found = again.events(1)
            again.close()
            return found
    raise AssertionError("it never came back")


@pytest.mark.server
@pytest.mark.parametrize("loss", LOSSES)
def test_every_stream_comes_back_and_has_missed_nothing(
    loss: str, migrated_file: Path, tmp_path: Path
) -> None:
    url = databases.copy_of(migrated_file, tmp_path)
    with served(tmp_path / "instance", url, workers=2) as house, ThreadPoolExecutor(24) as pool:
        streams = [Sse(house.door()) for _ in range(24)]
        workers = set(house.server.worker_pids())
        heads = [stream.opening.head for stream in streams]
        coming = [pool.submit(back_again, house, *one) for one in zip(streams, heads, strict=True)]
        LOSSES[loss](house)
        house.tell(text="meanwhile")
        found = [one.result() for one in coming]
        assert not workers & set(house.server.worker_pids())  # the loss has happened
    assert all(b"meanwhile" in events[0] for events in found)


@pytest.mark.parametrize(
    ("words", "least_ms", "most_ms"),
    [
        (goodbye_for("removed"), 3_600_000, 10**8),
        (goodbye_for("signed-out"), 3_600_000, 10**8),
        (goodbye_for("not-found"), 3_600_000, 10**8),
        (goodbye_for("asked-again"), 500, 500),
        (goodbye_for("slow"), 500, 500),
        (drained(2.5), 2_500, 2_500),
        (drained(0), 500, 500),
        (busy("full"), 3_000, 9_000),
        (busy("database"), 3_000, 9_000),
    ],
)
def test_the_retry_of_the_last_block_says_what_its_message_says(
    words: Goodbye, least_ms: int, most_ms: int
) -> None:
    [retry] = re.findall(rb"^retry: (\d+)$", sse_words(words), re.MULTILINE)
    assert least_ms <= int(retry) <= most_ms
    if words.event == "busy":
        assert int(retry) == words.data["after_ms"]
