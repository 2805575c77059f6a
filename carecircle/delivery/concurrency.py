"""What differs between a gevent worker and a threaded server."""

import select
import threading
import time
from collections.abc import Callable
from typing import TypeVarTuple

import gevent
from gevent import monkey

# Quoted: a gevent worker has no select.epoll any more.
_EPOLL: "type[select.epoll]" = monkey.get_original("select", "epoll")

Args = TypeVarTuple("Args")


def is_gevent() -> bool:
    return bool(monkey.is_module_patched("socket"))


def spawn(work: Callable[[*Args], None], *args: *Args) -> None:
    """Run it concurrently; does not yield to it."""
    if is_gevent():
        gevent.spawn(work, *args)
    else:
        threading.Thread(target=work, args=args, daemon=True).start()


class Poller:
    """An epoll of its own; gevent watches only the epoll's descriptor."""

    def __init__(self) -> None:
        self.epoll = _EPOLL()
        self._watcher = None
        if is_gevent():
            self._watcher = gevent.get_hub().loop.io(self.epoll.fileno(), 1)

    def wait(self, most: int) -> list[tuple[int, int]]:
        if self._watcher is None:
            return list(self.epoll.poll(1.0, most))
        gevent.get_hub().wait(self._watcher)
        return list(self.epoll.poll(0, most))


def pause(seconds: float = 0) -> None:
    time.sleep(seconds)
