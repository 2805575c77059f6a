"""How large a run is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """The numbers of a run; those that end in _s are seconds.

    writers_of_a_way: in each family. rate: writes a second, at most. burst: how many of them begin
    at the same moment. patience_s: how long the clients may take to hear everything
    after a fault, before the run goes on. heartbeat_s: the setting of the server.
    """

    events: int
    clients: int
    families: int
    writers_of_a_way: int
    workers: int
    doses: int
    cuts: int
    redis_kills: int
    worker_kills: int
    postgres_restarts: int
    failovers: int
    pauses: int
    full_disks: int
    held_locks: int
    clock_steps: int
    lock_s: float
    pause_s: float
    full_s: float
    rate: float
    burst: int
    patience_s: float
    heartbeat_s: int = 5

    @property
    def promise_s(self) -> float:
        """How long a client believes that it is live after the last byte."""
        return self.heartbeat_s + 2


FULL = Size(
    events=10_000,
    clients=40,
    families=4,
    writers_of_a_way=2,
    workers=3,
    doses=200,
    cuts=200,
    redis_kills=20,
    worker_kills=10,
    postgres_restarts=5,
    failovers=1,
    pauses=3,
    full_disks=2,
    held_locks=1,
    clock_steps=4,
    lock_s=25,
    pause_s=10,
    full_s=5,
    rate=30,
    burst=6,
    patience_s=90,
)
TENTH = Size(
    events=1_000,
    clients=20,
    families=2,
    writers_of_a_way=2,
    workers=2,
    doses=20,
    cuts=20,
    redis_kills=2,
    worker_kills=1,
    postgres_restarts=1,
    failovers=1,
    pauses=1,
    full_disks=1,
    held_locks=1,
    clock_steps=1,
    lock_s=2,
    pause_s=3,
    full_s=1,
    rate=60,
    burst=6,
    patience_s=90,
)
