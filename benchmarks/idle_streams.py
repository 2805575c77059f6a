"""Memory that 2,000 idle streams cost a worker, compared with a greenlet and a generator each."""

from collections.abc import Iterator

import psutil

from benchmarks.streams_ground import Opened, carecircle_server, generator_server

STREAMS, SOCKETS = 2000, 1000


def measure() -> Iterator[tuple[str, str]]:
    costs = {}
    for name, started in (
        ("handed over, SSE", carecircle_server("stream")),
        ("generator each, SSE", generator_server),
    ):
        with started() as served:
            costs[name] = _cost(served, STREAMS)
            yield f"{STREAMS} streams, {name}", f"{costs[name] / 1e6:.1f} MB"
            yield f"a stream, {name}", f"{costs[name] / STREAMS / 1000:.2f} kB"
    with carecircle_server("socket")() as served:
        cost = _cost(served, SOCKETS)
        yield "a stream, handed over, websocket", f"{cost / SOCKETS / 1000:.2f} kB"
    first, second = costs.values()
    yield "a generator each costs so many times as much", f"{second / first:.1f}"


def _cost(served: Opened, count: int) -> int:
    """Returns the growth of the worker's resident memory, after a warm-up of a hundred streams."""
    worker = psutil.Process(served.worker_pid)
    served.open(100)
    before = worker.memory_info().rss
    served.open(count)
    return worker.memory_info().rss - before
