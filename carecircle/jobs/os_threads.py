"""Threads of the operating system, also under gevent, and the way back into the event loop.

gevent turns `threading` into greenlets, which all stand still when one of them does not yield. What
must go on then, such as the escalation, runs in a real thread.
"""

from collections.abc import Callable
from contextvars import Context
from typing import Any

from gevent import get_hub, monkey, spawn


def start(target: Callable[[], None]) -> None:
    """Runs the target in a real thread, with a context of its own, until the process ends."""
    monkey.get_original("_thread", "start_new_thread")(Context().run, (target,))


def sleep(seconds: float) -> None:
    """Sleeps the whole thread, without an event loop."""
    monkey.get_original("time", "sleep")(seconds)


class MainLoop:
    """The event loop of the thread that creates this; without gevent there is none."""

    def __init__(self) -> None:
        self._hub = get_hub() if monkey.is_module_patched("threading") else None

    def wrap(self, call: Callable[..., object]) -> Callable[..., None]:
        """Returns a function that calls it in this event loop: at once in its own thread, soon from
        any other, whose sockets and locks must not be mixed with those here."""

        def called(*arguments: Any) -> None:
            if self._hub is None or get_hub() is self._hub:
                call(*arguments)
            else:
                self._hub.loop.run_callback_threadsafe(spawn, call, *arguments)

        return called
