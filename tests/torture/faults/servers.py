"""Faults of the processes: workers, Redis, PostgreSQL."""

import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from tests.servers.carecircle import Server
from tests.servers.postgres import Postgres
from tests.servers.redis import RedisServer
from tests.torture.wire import Wire

BOOTS_WITHIN_S = 60.0
AWAY_S = 0.5


def kill_worker(server: Server, chance: random.Random) -> bool:
    """SIGKILL; mended when there are as many workers as before, and the server answers."""
    victim = chance.choice(server.worker_pids())
    server.kill9_worker(victim)
    gone = _until(lambda: victim not in server.worker_pids())
    _until(lambda: len(server.worker_pids()) == server.workers and server.answers())
    return gone


def pause_worker(server: Server, chance: random.Random, seconds: float) -> bool:
    """It is stopped in the middle of whatever it does, and goes on later."""
    victim = chance.choice(server.worker_pids())
    os.kill(victim, signal.SIGSTOP)
    try:
        time.sleep(seconds)
        return bool(psutil.Process(victim).status() == psutil.STATUS_STOPPED)
    finally:
        os.kill(victim, signal.SIGCONT)


def kill_redis(redis: RedisServer) -> bool:
    redis.kill9()
    time.sleep(AWAY_S)
    was_away = not redis.answers()
    Path(redis.home / "socket").unlink(missing_ok=True)
    redis.restart()
    return was_away


def restart_postgres(postgres: Postgres) -> bool:
    """At once, as after a power cut: it recovers from its log."""
    before = postgres.began_at()
    postgres.restart()
    return postgres.began_at() > before


def fail_over(wire: Wire) -> bool:
    """Every connection to the database falls silent, and new ones are fine."""
    before = wire.swallowed()
    silent = wire.silence()
    return silent > 0 and _until(lambda: wire.swallowed() > before)


def _until(is_so: Callable[[], bool]) -> bool:
    end = time.monotonic() + BOOTS_WITHIN_S
    while not (found := is_so()) and time.monotonic() < end:
        time.sleep(0.05)
    return found
