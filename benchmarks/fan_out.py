"""The time from an event until all listeners have it, compared with a generator each."""

from collections.abc import Iterator

from benchmarks.streams_ground import carecircle_server, generator_server

LISTENERS, EVENTS = 1000, 20


def measure() -> Iterator[tuple[str, str]]:
    slowest = {}
    for name, started in (
        ("handed over", carecircle_server("stream")),
        ("generator each", generator_server),
    ):
        with started() as served:
            served.open(LISTENERS)
            served.one_event()
            times = sorted(seconds for _ in range(EVENTS) for seconds in served.one_event())
            slowest[name] = times[len(times) * 99 // 100]
            yield f"half of {LISTENERS} have it within, {name}", _ms(times[len(times) // 2])
            yield f"99 % of {LISTENERS} have it within, {name}", _ms(slowest[name])
    first, second = slowest.values()
    yield "a generator each takes so many times as long", f"{second / first:.1f}"


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"
