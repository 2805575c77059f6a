"""Those who are called after a commit, and how each is made to fail."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from carecircle.events import log
from carecircle.realtime import live
from carecircle.realtime.local_bus import LocalBus

Put = Callable[[pytest.MonkeyPatch, "Fault"], None]


class Fault:
    """Raises wherever it is put, and counts the calls of the thread that put it there."""

    def __init__(self, error: type[Exception] = RuntimeError):
        self.error, self.count, self._thread = error, 0, threading.get_ident()

    def __call__(self, *_: Any, **__: Any) -> Any:
        self.count += threading.get_ident() == self._thread
        raise self.error("after the commit")


@dataclass(frozen=True)
class Place:
    """put(monkeypatch, fault): makes it fail."""

    name: str
    put: Put


def of(owner: Any, name: str) -> Put:
    return lambda monkeypatch, fault: monkeypatch.setattr(owner, name, fault)


def _of_hub(name: str) -> Put:
    return lambda monkeypatch, fault: monkeypatch.setattr(live._bound[0].hub, name, fault)


def _redis(monkeypatch: pytest.MonkeyPatch, fault: Fault) -> None:
    class Bus:
        is_healthy = True
        send = fault

    monkeypatch.setattr(live._bound[0].wakeup, "redis", Bus())


def _first_listener(monkeypatch: pytest.MonkeyPatch, fault: Fault) -> None:
    monkeypatch.setattr(log, "_listeners", [fault, *log._listeners])


def _last_listener(monkeypatch: pytest.MonkeyPatch, fault: Fault) -> None:
    monkeypatch.setattr(log, "_listeners", [*log._listeners, fault])


PLACES = (
    Place("the first listener of the log", _first_listener),
    Place("the last listener of the log", _last_listener),
    Place("all listeners of the log", of(log, "_notify_listeners")),
    Place("the hub of this worker", _of_hub("wake")),
    Place("the signal to this host", of(LocalBus, "send")),
    Place("the folder of the sockets", of(LocalBus, "_open_folder")),
    Place("the signal over Redis", _redis),
)
ERRORS = (RuntimeError, OSError, AssertionError, UnicodeError, KeyError)
