"""The worker class: gunicorn's gevent worker, whose failed start does not end the service, and
whose own answers are ours."""

import mmap
import time
from typing import Any

from gunicorn.workers.ggevent import GeventWorker

PAUSE_S = 1.0
_shared = mmap.mmap(-1, 1)  # created in the master, and seen by all its workers


def note_served() -> None:
    """Remembers, for all workers of this server, that one of them has started."""
    _shared[0] = 1


def has_served() -> bool:
    return _shared[0] == 1


class Worker(GeventWorker):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn ends the whole server when a worker cannot start. That is right for the first one,
    whose settings may be wrong. Once one has started, a later one that fails, for example because
    the disk is full, is simply started again."""

    def init_process(self) -> None:
        try:
            super().init_process()
        except Exception as error:
            if self.booted or not has_served():
                raise
            self._give_up(error)

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        # imported late: the master imports this module before gevent patches what Flask imports
        from carecircle.server.wire_errors import MarkedSocket, word_in

        word = word_in(req.headers) if req is not None else None
        super().handle_error(req, MarkedSocket(client, word), addr, exc)

    def _give_up(self, error: Exception) -> Any:
        self.log.exception("Worker did not start, trying again: %s", type(error).__name__)
        time.sleep(PAUSE_S)
        raise SystemExit(1)
