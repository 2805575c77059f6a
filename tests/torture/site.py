"""What is served, and what it stands on: database, Redis, disk, clock, and the wires to them."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from carecircle.db.session import Database, bind
from tests.servers import databases
from tests.servers.carecircle import Server
from tests.servers.postgres import Postgres
from tests.servers.process import Process
from tests.servers.redis import RedisServer
from tests.torture.size import Size
from tests.torture.small_disk import SmallDisk
from tests.torture.stepped_clock import SteppedClock
from tests.torture.wire import Wire


class SteppedServer(Server):
    """A server with a clock of its own."""

    def __init__(self, instance: Path, clock: SteppedClock, **options: object):
        self._clock = clock
        super().__init__(instance, **options)  # type: ignore[arg-type]

    def _start(self) -> Process:
        self.environment |= self._clock.environment
        return super()._start()


@dataclass
class Site:
    """url: the database as this process reaches it, past the wire. wire: to the server."""

    kind: str
    url: str
    server: SteppedServer
    clock: SteppedClock
    wire: Wire
    disk: SmallDisk | None = None
    postgres: Postgres | None = None
    redis: RedisServer | None = None
    database_wire: Wire | None = None


@contextmanager
def built(kind: str, folder: Path, size: Size) -> Iterator[Site]:
    """kind: sqlite or postgresql."""
    with ExitStack() as stack:
        build = _on_sqlite if kind == "sqlite" else _on_postgresql
        yield build(stack, folder, size)


def _on_sqlite(stack: ExitStack, folder: Path, size: Size) -> Site:
    disk = SmallDisk(folder / "disk")
    stack.callback(disk.close)
    empty = databases.migrated_file(folder)
    url = databases.copy_of(empty, disk.folder)
    return _serve(stack, "sqlite", folder, size, url, url, disk=disk)


def _on_postgresql(stack: ExitStack, folder: Path, size: Size) -> Site:
    postgres, redis = Postgres(is_stopped_at_once=True), RedisServer()
    stack.callback(postgres.close)
    stack.callback(redis.close)
    url = postgres.create(databases.migrate_template(postgres))
    wire = Wire(str(postgres.home / ".s.PGSQL.5432"))
    stack.callback(wire.close)
    served = f"postgresql://carecircle@127.0.0.1:{wire.port}/{url.split('/')[3].split('?')[0]}"
    more = {"postgres": postgres, "redis": redis, "database_wire": wire}
    return _serve(stack, "postgresql", folder, size, url, served, **more)


def _serve(
    stack: ExitStack, kind: str, folder: Path, size: Size, url: str, served: str, **parts: object
) -> Site:
    """served: the address that the server is given."""
    clock = SteppedClock(folder)
    redis = parts.get("redis")
    server = SteppedServer(
        folder / "instance",
        clock,
        workers=size.workers,
        database_url=served,
        redis_url=redis.url if isinstance(redis, RedisServer) else None,
        heartbeat_s=str(size.heartbeat_s),
    )
    stack.callback(shutil.copy, server.process.log, folder / "server.log")
    stack.callback(server.stop)
    wire = Wire(server.port)
    stack.callback(wire.close)
    stack.callback(bind(Database(url)).close)
    return Site(kind, url, server, clock, wire, **parts)  # type: ignore[arg-type]
