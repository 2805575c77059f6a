"""The verdict on a run: the numbers of its table."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from tests.torture import counting
from tests.torture.counting import FalseAnswer, Order
from tests.torture.records import Arrival, Heard, Struck, Write
from tests.torture.truth import Truth


@dataclass(frozen=True)
class Verdict:
    """steady: the delays of live clients without faults, sorted; by_transport: those too.
    answered: the time until a write was answered, without faults, sorted.
    own_delays: by how much the run itself was held up, sorted: no delay can be told more exactly.

    faults: how many of each kind happened; unseen: struck, but not seen to have happened.
    lost_writes, doubled_writes: kept answers without an effect, writes with two.
    """

    title: str
    took_s: float
    events: int
    clients: Counter[str]
    writes: Counter[str]
    answers: Counter[str]
    faults: Counter[str]
    unseen: Counter[str]
    order: Order
    lost_writes: int
    doubled_writes: int
    false: list[FalseAnswer]
    steady: list[float]
    by_transport: dict[str, list[float]]
    longest_delay: float
    answered: list[float]
    false_live: tuple[float, str]
    recoveries: dict[str, float]
    never_recovered: Counter[str]
    false_during: Counter[str]
    worst: list[str]
    own_delays: list[float] = field(default_factory=list)

    @property
    def is_flawless(self) -> bool:
        return (
            self.order == Order()
            and not self.false
            and not self.lost_writes
            and not self.doubled_writes
            and not self.unseen
            and not self.never_recovered
        )


def judged(
    title: str,
    took_s: float,
    writes: Sequence[Write],
    heard: Sequence[Heard],
    struck: Sequence[Struck],
    found: Truth,
    ended: float,
) -> Verdict:
    orders = {one.name: _order(one, found) for one in heard}
    live = [one for one in heard if one.transport in LIVE]
    by_transport = {name: _steady(live, struck, name) for name in LIVE}
    false = counting.false_answers(writes, found.kept)
    lost, doubled = counting.effects_of(writes, found.kept, found.effects)
    return Verdict(
        title=title,
        took_s=took_s,
        events=found.events,
        clients=Counter(one.transport for one in heard),
        writes=Counter(write.said for write in writes),
        answers=Counter(f"{a.said} ({a.detail})" for write in writes for a in write.attempts),
        faults=Counter(one.kind for one in struck if one.happened),
        unseen=Counter(one.kind for one in struck if not one.happened),
        order=sum(orders.values(), Order()),
        lost_writes=lost,
        doubled_writes=doubled,
        false=false,
        steady=sorted(chain.from_iterable(by_transport.values())),
        by_transport=by_transport,
        answered=sorted(counting.steady_answers(writes, struck)),
        longest_delay=max((d for one in live for d in counting.all_delays(one)), default=0.0),
        false_live=max((_false_live(one, found, ended), one.name) for one in live),
        recoveries=_recoveries(struck),
        never_recovered=Counter(one.kind for one in struck if one.recovered_at is None),
        false_during=Counter(_told(one, struck) for one in false),
        worst=[f"{name}: {order}" for name, order in orders.items() if order != Order()],
    )


LIVE = ("sse", "websocket", "long poll")


def _told(one: FalseAnswer, struck: Sequence[Struck]) -> str:
    during = counting.standing_at(struck, one.at)
    return f'"{one.said}" ({one.detail}) of a {one.kind} by {one.way}, during {during}'


def _expected(one: Heard, found: Truth) -> dict[int, float]:
    return found.expected(one.family_id, one.role, one.transport)


def _order(one: Heard, found: Truth) -> Order:
    return counting.order_of(one.arrivals, _expected(one, found))


def _steady(live: Sequence[Heard], struck: Sequence[Struck], transport: str) -> list[float]:
    of_it = [one for one in live if one.transport == transport]
    return sorted(d for one in of_it for d in counting.steady_delays(one, struck))


def _false_live(one: Heard, found: Truth, ended: float) -> float:
    """What never came was missing to the end."""
    seen = {arrival.seq for arrival in one.arrivals}
    missing = [
        Arrival(seq, at, ended, at) for seq, at in _expected(one, found).items() if seq not in seen
    ]
    return counting.longest_false_live(replace(one, arrivals=[*one.arrivals, *missing]))


def _recoveries(struck: Sequence[Struck]) -> dict[str, float]:
    """The longest recovery after each kind of fault was mended, in seconds."""
    longest: dict[str, float] = {}
    for one in struck:
        if one.kind != "cut" and one.recovered_at is not None:
            took = one.recovered_at - one.mended
            longest[one.kind] = max(longest.get(one.kind, 0.0), took)
    return longest
