"""Delivers new events: reads them once, closes revoked streams, sends the same bytes to all.

The order of a round ensures that a removed member receives nothing later: events are read first,
then the revocations; revoked streams are closed; only then is anything delivered.
"""

import time
from collections.abc import Iterable

import structlog
from sqlalchemy.orm import Session

from carecircle.db.answers import answers_within
from carecircle.db.session import reading
from carecircle.db.timeouts import LOG_READ_S
from carecircle.events import cursor, revocation
from carecircle.events.envelope import encode
from carecircle.events.models import Event, Revocation
from carecircle.realtime.entry import Entry
from carecircle.realtime.family_state import FamilyState
from carecircle.realtime.hub import Hub
from carecircle.realtime.signals import Hint
from carecircle.realtime.subscription import Subscription

READ_AT_ONCE = 500
WIDE = 100
PAUSE_S = 0.5

log = structlog.get_logger("carecircle.hub")


class Dispatcher:
    """delivered: the number of deliveries to a listener."""

    def __init__(self, hub: Hub):
        self._hub = hub
        self._is_stopped = False
        self.delivered = 0

    def run(self) -> None:
        """Run until stopped. A round that cannot read is retried: it has delivered nothing."""
        while not self._is_stopped:
            self._hub.news.wait()
            self._hub.news.clear()
            try:
                with answers_within(LOG_READ_S):
                    self.round()
            except Exception:
                log.exception("log cannot be read, retrying")
                time.sleep(PAUSE_S)
                self._hub.news.set()

    def stop(self) -> None:
        self._is_stopped = True
        self._hub.news.set()

    def round(self) -> None:
        families, hints = self._hub.take_news()
        try:
            self._hub.log_health.has_news()
            batches = self._read(families)
            revoked = self._read_revocations()
            self._hub.log_health.has_read_news()
        except Exception:
            self._hub.read_again(families)
            raise
        self._close(revoked)
        for state, events in batches:
            for entry in state.advance(events):
                self._hand_out(state, entry)
        self._hand_out_hints(hints)

    def _read(self, families: Iterable[str]) -> list[tuple[FamilyState, list[Event]]]:
        states = [state for state in map(self._hub.states.get, families) if state is not None]
        with reading() as session:
            return [(state, self._read_one(session, state)) for state in states if state.is_open]

    def _read_one(self, session: Session, state: FamilyState) -> list[Event]:
        events = cursor.read_after(session, state.family_id, state.position or 0, READ_AT_ONCE)
        if len(events) == READ_AT_ONCE:
            self._hub.read_again([state.family_id])
        return events

    def _read_revocations(self) -> list[Revocation]:
        if self._hub.revocations is None:
            return []
        with reading() as session:  # a later snapshot than that of the events
            return revocation.read_after(session, self._hub.revocations)

    def _close(self, revoked: list[Revocation]) -> None:
        for row in revoked:
            with self._hub.lock:
                self._hub.revocations = row.seq
                for subscription in self._all():
                    if subscription.identity.is_hit_by(row):
                        subscription.end(row.reason)

    def _all(self) -> list[Subscription]:
        states = self._hub.states.values()
        return [subscription for state in states for subscription in state.subscriptions]

    def _hand_out(self, state: FamilyState, entry: Entry) -> None:
        listeners = tuple(state.subscriptions)
        for form in {id(one.form): one.form for one in listeners}.values():
            self._hub.bytes_of(entry, form)  # rendering reads the database, so not under the lock
        for start in range(0, len(listeners), WIDE):
            with self._hub.lock:
                for subscription in listeners[start : start + WIDE]:
                    subscription.take(entry, self._hub.bytes_of)
            if start + WIDE < len(listeners):
                time.sleep(0)  # yields to other greenlets under gevent
        self.delivered += len(listeners)
        self._hub.note_sent(entry, listeners)

    def _hand_out_hints(self, hints: list[Hint]) -> None:
        """Deliver one by one while no event waits: presence must not delay an alert."""
        for place, hint in enumerate(hints):
            if place and self._hub.requeue(hints[place:]):
                return
            self._hand_out_hint(hint)
            time.sleep(0)  # as above

    def _hand_out_hint(self, hint: Hint) -> None:
        state = self._hub.states.get(hint.family_id)
        body = encode(hint.message)
        with self._hub.lock:
            for subscription in tuple(state.subscriptions) if state else ():
                if subscription.is_for(hint.member_id):
                    wire = subscription.form.wire
                    subscription.sink.deliver_hint(wire.hint(str(hint.message["type"]), body))
