"""What delivery needs from the rest of a worker; assembled by app.py."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from carecircle.auth.principal import Principal
from carecircle.care.actor import Actor
from carecircle.delivery.closing import stalled
from carecircle.delivery.limits import Limits
from carecircle.delivery.log_watch import LogWatch
from carecircle.delivery.streams import StreamLoop
from carecircle.realtime import Live
from carecircle.realtime.forms import Variant, Wire
from carecircle.realtime.subscription import Identity, Sink, Subscription

Admit = Callable[[Principal, str, str | None], Actor | None]


class Stall(Protocol):
    """Something that stands still. since_s: monotonic seconds. is_vital: emergencies are not
    escalated meanwhile."""

    @property
    def worker(self) -> int: ...
    @property
    def what(self) -> str: ...
    @property
    def why(self) -> str: ...
    @property
    def since_s(self) -> float: ...
    @property
    def is_vital(self) -> bool: ...


def _none_stalled() -> Sequence[Stall]:
    return ()


@dataclass
class Delivery:
    """admit: returns the current right to a family. language: of the current request.
    jobs_state: ok, off or stopped. stalls: what stands still in any worker of this machine.
    loop_lag_s: for how long the event loop of this worker has been standing still.
    """

    live: Live
    admit: Admit
    language: Callable[[], str] = lambda: "en"
    jobs_state: Callable[[], str] = lambda: "off"
    stalls: Callable[[], Sequence[Stall]] = _none_stalled
    loop_lag_s: Callable[[], float] = lambda: 0.0
    limits: Limits = field(default_factory=Limits)

    def __post_init__(self) -> None:
        self.hub = self.live.hub
        self.loop = StreamLoop(self.hub, self.limits)
        self.is_draining = False
        self.log_watch = LogWatch(self.hub.log_health, self._end_all)
        self.polls: set[threading.Event] = set()

    def start(self) -> None:
        """Start, once per worker; the first stream does it if no server has."""
        self.live.start()
        self.loop.start()
        self.log_watch.start()

    @property
    def is_stalled(self) -> bool:
        """Whether the log cannot be read: nobody may be kept waiting for events of it."""
        return self.log_watch.is_stalled

    def drain(self) -> None:
        """Before a restart: ask every stream to reconnect, complete every long poll."""
        self.is_draining = True
        self._complete_polls()
        self.loop.drain()
        self.loop.close()

    def _end_all(self) -> None:
        self._complete_polls()
        self.loop.drain(stalled)

    def _complete_polls(self) -> None:
        for woken in list(self.polls):
            woken.set()

    def subscribe(
        self, principal: Principal, actor: Actor, variant: Variant, wire: Wire, sink: Sink
    ) -> Subscription | None:
        """Subscribe, then check the right again; returns None if it was lost.

        A removal before the subscription is found by the check, a later one by the hub."""
        identity = identity_of(principal, actor)
        subscription = self.hub.subscribe(actor.family_id, variant, wire, identity, sink)
        with self.unless_it_fails(subscription):
            again = self.admit(principal, actor.family_id, actor.origin)
        if again is not None and again.role == actor.role:
            return subscription
        self.hub.unsubscribe(subscription)
        return None

    @contextmanager
    def unless_it_fails(self, subscription: Subscription) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self.hub.unsubscribe(subscription)
            raise


def identity_of(principal: Principal, actor: Actor) -> Identity:
    """Returns the ids whose revocation closes the streams of this reader."""
    return Identity(
        session_id=principal.session_id,
        token_id=principal.token_id,
        device_id=principal.device_id,
        account_id=principal.account_id,
        member_id=actor.member_id,
    )
