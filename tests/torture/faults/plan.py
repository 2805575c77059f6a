"""Which faults strike a site, in an order by chance."""

import random
from collections.abc import Callable, Iterator
from functools import partial

from tests.torture.faults import clocks, servers, storage
from tests.torture.faults.fault import Fault
from tests.torture.site import Site
from tests.torture.size import Size


def planned(site: Site, size: Size, family_id: str, chance: random.Random) -> list[Fault]:
    """All but the cuts. family_id: the one whose row is held."""
    faults = [*_everywhere(site, size, family_id, chance), *_of_its_kind(site, size)]
    chance.shuffle(faults)
    return faults


def _everywhere(site: Site, size: Size, family_id: str, chance: random.Random) -> Iterator[Fault]:
    server = site.server
    yield from _times(
        size.worker_kills, "worker kill", partial(servers.kill_worker, server, chance)
    )
    pause = partial(servers.pause_worker, server, chance, size.pause_s)
    yield from _times(size.pauses, "worker pause", pause)
    for number in range(size.clock_steps):
        off = clocks.OFF_S * (-1, 1)[number % 2]
        yield Fault("clock step", partial(clocks.step_clock, site, off))
    concerned = family_id if site.kind == "postgresql" else None
    hold = partial(storage.hold_lock, site, family_id, size.lock_s)
    for _ in range(size.held_locks):
        yield Fault("held lock", hold, family_id=concerned)


def _of_its_kind(site: Site, size: Size) -> Iterator[Fault]:
    if site.disk is not None:
        fill = partial(storage.fill_disk, site, size.full_s)
        yield from _times(size.full_disks, f"full disk ({site.disk.how})", fill)
    if site.redis is not None:
        yield from _times(size.redis_kills, "redis kill", partial(servers.kill_redis, site.redis))
    if site.postgres is not None:
        restart = partial(servers.restart_postgres, site.postgres)
        yield from _times(size.postgres_restarts, "postgres restart", restart)
    if (wire := site.database_wire) is not None:
        for _ in range(size.failovers):
            yield Fault("failover", partial(servers.fail_over, wire), after=wire.unsilence)


def _times(count: int, kind: str, strike: Callable[[], bool]) -> Iterator[Fault]:
    return (Fault(kind, strike) for _ in range(count))
