"""The table of a run."""

from collections import Counter
from collections.abc import Iterator, Mapping

from tests.torture.counting import percentile
from tests.torture.judged import Verdict

Row = tuple[str, str]


def table(verdict: Verdict) -> str:
    rows = list(_rows(verdict))
    width = max(len(name) for name, _ in rows)
    lines = [f"{name:<{width}}  {value}" for name, value in rows]
    return "\n".join([f"{verdict.title}, in {verdict.took_s:.0f} s", *lines, *_details(verdict)])


def _rows(verdict: Verdict) -> Iterator[Row]:
    yield "events", f"{verdict.events:,}"
    yield "clients", _listed(verdict.clients)
    yield "writes, as last answered", _listed(verdict.writes)
    yield "all answers", _listed(verdict.answers)
    yield "faults that happened", _listed(verdict.faults)
    yield "faults not seen to happen", _listed(verdict.unseen)
    yield "lost", f"{verdict.order.lost} at clients, {verdict.lost_writes} writes without effect"
    yield "doubled", f"{verdict.order.doubled} at clients, {verdict.doubled_writes} writes"
    yield "out of order", f"{verdict.order.out_of_order}"
    yield "false answers", _listed(Counter(one.said for one in verdict.false))
    yield from _delays(verdict)
    longest, who = verdict.false_live
    yield 'longest "Live" that was not', f"{longest:.2f} s ({who})"
    yield "longest until all had heard all", _seconds(verdict.recoveries)
    yield "did not recover by themselves", _listed(verdict.never_recovered)


def _delays(verdict: Verdict) -> Iterator[Row]:
    """While no fault stood, over connections that were open; and all, faults included."""
    yield "delay p50, p99, max (no fault)", _three(verdict.steady)
    for name, delays in verdict.by_transport.items():
        yield f"  of these by {name}", f"{_three(delays)} ({len(delays):,})"
    yield "answer p50, p99, max (no fault)", _three(verdict.answered)
    yield "the run's own p50, p99, max", _three(verdict.own_delays)
    yield "delay max (faults included)", f"{verdict.longest_delay:.2f} s"


def _details(verdict: Verdict) -> Iterator[str]:
    for words, count in verdict.false_during.most_common():
        yield f"  false {count} times: {words}"
    yield from (f"  {line}" for line in verdict.worst)


def _three(values: list[float]) -> str:
    figures = [percentile(values, percent) * 1000 for percent in (50, 99, 100)]
    return ", ".join(f"{figure:.0f} ms" for figure in figures)


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in sorted(counts.items())) or "0"


def _seconds(longest: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {seconds:.1f} s" for name, seconds in sorted(longest.items())) or "-"
