"""The live parts of one worker: hub, wake-up, dispatcher, poller and presence."""

import json
import os
import secrets
import threading
from collections.abc import Iterable, Mapping
from pathlib import Path

from carecircle import clock
from carecircle.events.envelope import instant
from carecircle.realtime.dispatcher import Dispatcher
from carecircle.realtime.entry import Render
from carecircle.realtime.hub import Hub
from carecircle.realtime.poller import Poller
from carecircle.realtime.presence import UNKNOWN, Presence
from carecircle.realtime.signals import Hint, Roster
from carecircle.realtime.wakeup import WakeUp


class Live:
    def __init__(
        self,
        render: Render,
        instance_path: Path,
        redis_url: str | None,
        installation: str | None = None,
    ):
        self.hub = Hub(render)
        self.wakeup = WakeUp(self.hub, instance_path, redis_url, installation)
        self.dispatcher = Dispatcher(self.hub)
        self.poller = Poller(self.hub, lambda: self.wakeup.is_redis_healthy)
        self.presence = Presence(
            self.hub, lambda: self.wakeup.hears_everybody, self._tell_roll, self._hint_presence
        )
        self.hub.on_roster.append(lambda roster: self.presence.heard(roster.worker, roster.members))
        self._name = f"{os.getpid()}-{secrets.token_hex(4)}"
        self._starting = threading.Lock()
        self._is_started = False

    def start(self) -> None:
        """Start the threads, once. A server does it per worker, `flask run` at its first stream."""
        with self._starting:
            if self._is_started:
                return
            self._is_started = True
            self.wakeup.start()
            self.hub.log_health.polled()
            for part in (self.dispatcher, self.poller, self.presence):
                threading.Thread(target=part.run, name=type(part).__name__, daemon=True).start()

    def stop(self) -> None:
        self.wakeup.stop()
        self.poller.stop()
        self.presence.stop()
        self.dispatcher.stop()

    def _tell_roll(self, members: str) -> None:
        self.wakeup.roster(Roster(self._name, json.loads(members)))

    def _hint_presence(self, family_id: str, member_id: str, status: str) -> None:
        data = {"member": member_id, "status": status}
        self.show_here(family_id, "presence:update", data)

    def show_here(self, family_id: str, type_: str, data: Mapping[str, object]) -> None:
        """Send an ephemeral event to this worker's listeners alone: the others find it out
        themselves."""
        self.hub.hint(Hint(family_id, _message(family_id, type_, data)))


_bound: list[Live] = []


def bind(live: Live) -> Live:
    """Make it the instance of this process."""
    _bound[:] = [live]
    return live


def ephemeral(family_id: str, type_: str, data: Mapping[str, object]) -> None:
    """Send an ephemeral event to a family's listeners. It is not in the log and may be lost."""
    _hint(family_id, type_, data)


def notify_member(family_id: str, member_id: str) -> None:
    """Ask the open pages of one member to fetch their badge."""
    _hint(family_id, "notifications:changed", {}, member_id)


def notify_family(family_id: str) -> None:
    """Ask all open pages of a family to fetch their badge."""
    _hint(family_id, "notifications:changed", {})


def _hint(
    family_id: str, type_: str, data: Mapping[str, object], member_id: str | None = None
) -> None:
    for live in _bound:
        live.wakeup.hint(Hint(family_id, _message(family_id, type_, data), member_id))


def _message(family_id: str, type_: str, data: Mapping[str, object]) -> dict[str, object]:
    return {"type": type_, "family": family_id, "at": instant(clock.now()), "data": data}


def touch(family_id: str, member_id: str) -> None:
    """Note that a member has requested a page or polled."""
    for live in _bound:
        live.presence.touch(family_id, member_id)


def presence_of(family_id: str, member_ids: Iterable[str]) -> dict[str, str]:
    """Returns `online`, `away`, `offline` or `unknown` by member."""
    presences = [live.presence for live in _bound]
    return {
        member_id: presences[0].status(family_id, member_id) if presences else UNKNOWN
        for member_id in member_ids
    }
