"""Presence of members over all tabs, devices and workers, in memory only.

Each worker counts its own connections and sends its roster to the others; a roster that is not
renewed expires. A member on no roster is `offline` only if every worker has been heard for a while:
by Redis, or on this host where all workers are on it; otherwise `unknown`.
"""

import json
import threading
import time
from collections.abc import Callable, Iterator

import structlog

from carecircle.realtime.family_state import FamilyState
from carecircle.realtime.hub import Hub
from carecircle.realtime.subscription import Subscription

ONLINE, AWAY, OFFLINE, UNKNOWN = "online", "away", "offline", "unknown"
STATUSES = (ONLINE, AWAY)
TICK_S = 2.0
TOLD_EVERY_S = 8.0
ROLL_LASTS_S = 20.0
TOUCH_LASTS_S = 40.0
SETTLED_AFTER_S = 12.0
MOST_CHARACTERS = 6000

log = structlog.get_logger("carecircle.presence")

Members = dict[str, dict[str, str]]


class Presence:
    """tell: sends to the other workers. hint: sends to this worker's listeners of a family."""

    def __init__(
        self,
        hub: Hub,
        is_redis_healthy: Callable[[], bool],
        tell: Callable[[str], None],
        hint: Callable[[str, str, str], None],
        clock: Callable[[], float] = time.monotonic,
    ):
        self._clock = clock
        self._hub, self._tell, self._hint = hub, tell, hint
        self._is_redis_healthy = is_redis_healthy
        self._touched: dict[tuple[str, str], float] = {}
        self._others: dict[tuple[str, str], tuple[float, dict[str, str]]] = {}
        self._mine: Members = {}
        self._shown: dict[tuple[str, str], str] = {}
        self._told_at = 0.0
        self._healthy_since: float | None = None
        self._stopped = threading.Event()

    def run(self) -> None:
        while not self._stopped.wait(TICK_S):
            try:
                self.tick()
            except Exception:
                log.exception("presence cannot be counted, retrying")

    def stop(self) -> None:
        self._stopped.set()

    def touch(self, family_id: str, member_id: str) -> None:
        """Count a member as present who has no open connection but requested a page or polled."""
        self._touched[family_id, member_id] = self._clock() + TOUCH_LASTS_S

    def heard(self, worker: str, roster: Members) -> None:
        """Store another worker's roster of some families."""
        until = self._clock() + ROLL_LASTS_S
        for family_id, members in roster.items():
            self._others[worker, family_id] = (until, members)

    def status(self, family_id: str, member_id: str) -> str:
        """Returns `online`, `away`, `offline` or `unknown`."""
        now = self._clock()
        mine = self._own_roster(now, family_id).get(family_id, {})
        return self._merged(family_id, member_id, mine, now)

    def tick(self) -> None:
        """Count, send changes to other workers (everything at intervals), hint our listeners."""
        now = self._clock()
        self._watch_redis(now)
        self._forget(now)
        before, self._mine = self._mine, self._own_roster(now)
        changed = {f: self._mine.get(f, {}) for f in before.keys() | self._mine.keys()}
        if now - self._told_at < TOLD_EVERY_S:
            changed = {f: roster for f, roster in changed.items() if roster != before.get(f, {})}
        else:
            self._told_at = now
        for text in _written(changed):
            self._tell(text)
        self._show(now)

    def _watch_redis(self, now: float) -> None:
        if not self._is_redis_healthy():
            self._healthy_since = None
        elif self._healthy_since is None:
            self._healthy_since = now

    def _absent(self, now: float) -> str:
        since = self._healthy_since
        return OFFLINE if since is not None and now - since >= SETTLED_AFTER_S else UNKNOWN

    def _forget(self, now: float) -> None:
        self._others = {k: held for k, held in list(self._others.items()) if held[0] > now}
        self._touched = {k: until for k, until in list(self._touched.items()) if until > now}

    def _own_roster(self, now: float, only: str | None = None) -> Members:
        roster: Members = {}
        for (family_id, member_id), until in list(self._touched.items()):
            if until > now and only in (None, family_id):
                roster.setdefault(family_id, {})[member_id] = ONLINE
        with self._hub.lock:
            states = [r for r in self._hub.states.values() if only in (None, r.family_id)]
            for state in states:
                for member_id, status in _present(state, now):
                    roster.setdefault(state.family_id, {})[member_id] = status
        return roster

    def _merged(self, family_id: str, member_id: str, mine: dict[str, str], now: float) -> str:
        found = {mine.get(member_id)}
        for (_worker, family), (until, members) in list(self._others.items()):
            if family == family_id and until > now:
                found.add(members.get(member_id))
        return next((one for one in STATUSES if one in found), self._absent(now))

    def _show(self, now: float) -> None:
        """Hint to this worker's listeners whose status has changed since the last tick."""
        listened = list(self._hub.positions())
        shown: dict[tuple[str, str], str] = {}
        for family_id in listened:
            mine = self._mine.get(family_id, {})
            known = set(mine) | {m for f, m in self._shown if f == family_id}
            known |= {m for (_w, f), (_u, ms) in self._others.items() if f == family_id for m in ms}
            for member_id in known:
                shown[family_id, member_id] = self._merged(family_id, member_id, mine, now)
        before, self._shown = self._shown, shown
        for (family_id, member_id), status in shown.items():
            if before.get((family_id, member_id)) != status:
                self._hint(family_id, member_id, status)


def _present(state: FamilyState, now: float) -> Iterator[tuple[str, str]]:
    """Yields each member with a live connection here, and their status.

    A status that a browser has reported wins over other connections of the same browser."""
    said: dict[tuple[str, str | None], str] = {}
    for subscription in state.subscriptions:
        member_id, status = subscription.identity.member_id, subscription.status
        if member_id is None or not _is_heard(subscription, now):
            continue
        place = (member_id, subscription.identity.session_id or subscription.identity.token_id)
        said[place] = _better(said.get(place), status or "")
    best: dict[str, str] = {}
    for (member_id, _browser), status in said.items():
        best[member_id] = _better(best.get(member_id), status or ONLINE)
    yield from best.items()


def _better(one: str | None, other: str) -> str:
    order = (ONLINE, AWAY, "")
    return other if one is None else min(one, other, key=order.index)


def _is_heard(subscription: Subscription, now: float) -> bool:
    is_heard = getattr(subscription.sink, "is_heard", None)
    return not subscription.is_closed and (is_heard is None or is_heard(now))


def _written(roster: Members) -> Iterator[str]:
    """Yields the roster as texts that each fit into a datagram."""
    part: Members = {}
    for family_id, members in roster.items():
        part[family_id] = members
        if len(json.dumps(part)) > MOST_CHARACTERS:
            del part[family_id]
            if part:
                yield json.dumps(part)
            part = {family_id: members}
    if part:
        yield json.dumps(part)
