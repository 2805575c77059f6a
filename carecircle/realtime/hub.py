"""One per worker: its listeners, and the positions that were announced and read.

Subscribe first, which holds back new events; then read the log; then release. In the other order
an event between the two would be lost. dispatcher.py delivers new events.
"""

import threading
import time
from collections.abc import Callable, Iterable

from carecircle.db.session import reading
from carecircle.events import cursor, revocation
from carecircle.events.cursor import Cursor, Resume
from carecircle.events.models import Event
from carecircle.realtime.entry import Entry, Render
from carecircle.realtime.family_state import FamilyState
from carecircle.realtime.forms import Form, Variant, Wire
from carecircle.realtime.log_health import LogHealth
from carecircle.realtime.signals import Hint, Roster
from carecircle.realtime.subscription import Identity, Sink, Subscription

MOST_BEHIND = 500
LINGER_S = 30.0
KEPT_S = 600.0


class Hub:
    """lock: held for short steps that never block; a writer to a stream holds it."""

    def __init__(self, render: Render):
        self.render = render
        self.lock = threading.RLock()
        self.states: dict[str, FamilyState] = {}
        self.news = threading.Event()
        self.revocations: int | None = None
        self._forms: dict[Form, Form] = {}
        self._pending: dict[str, None] = {}
        self._hints: list[Hint] = []
        self.on_hint: list[Callable[[Hint], None]] = []
        self.on_roster: list[Callable[[Roster], None]] = []
        self.log_health = LogHealth()
        self.watched: dict[str, Callable[[Event, list[Identity]], None]] = {}

    # signals

    def wake(self, family_id: str, seq: int) -> None:
        with self.lock:
            state = self.states.get(family_id)
            if state is None or seq <= state.told:
                return
            state.told = seq
        self.read_again([family_id])

    def revoked(self, seq: int) -> None:
        if self.has_missed_revocation(seq):
            self.news.set()

    def hint(self, hint: Hint) -> None:
        if hint.family_id in self.states:
            self._hints.append(hint)
            self.news.set()
            for listener in self.on_hint:
                listener(hint)

    def roster(self, roster: Roster) -> None:
        for listener in self.on_roster:
            listener(roster)

    def has_missed_revocation(self, seq: int) -> bool:
        return self.revocations is not None and seq > self.revocations

    def read_again(self, family_ids: Iterable[str]) -> None:
        """Read these families in the next round."""
        with self.lock:
            self._pending.update(dict.fromkeys(family_ids))
        self.news.set()

    def take_news(self) -> tuple[list[str], list[Hint]]:
        """Returns the families to read and the hints to deliver, and forgets them."""
        with self.lock:
            families, self._pending = list(self._pending), {}
            hints, self._hints = self._hints, []
        return families, hints

    def requeue(self, hints: list[Hint]) -> bool:
        """Queue the hints again if events wait, which go first. Returns whether it did."""
        with self.lock:
            is_news = bool(self._pending)
            if is_news:
                self._hints = hints + self._hints
                self.news.set()
        return is_news

    # listeners

    def subscribe(
        self, family_id: str, variant: Variant, wire: Wire, identity: Identity, sink: Sink
    ) -> Subscription:
        """Begin to hold back new events. The caller checks the right again, then calls catch_up."""
        self._begin_revocations()
        with self.lock:
            state = self.states.setdefault(family_id, FamilyState(family_id))
            form = Form(variant, wire)
            form = self._forms.setdefault(form, form)
            subscription = Subscription(family_id, form, identity, sink)
            state.subscriptions[subscription] = None
            return subscription

    def unsubscribe(self, subscription: Subscription) -> None:
        with self.lock:
            subscription.is_closed = True
            state = self._state_of(subscription)
            state.subscriptions.pop(subscription, None)
            if not state.subscriptions:
                state.empty_since = time.monotonic()

    def catch_up(
        self, subscription: Subscription, after: str | None, most: int | None = MOST_BEHIND
    ) -> tuple[Resume, list[Entry]]:
        """Returns where a subscriber continues and the entries it missed.

        Many that reconnect at once share one read."""
        state = self._state_of(subscription)
        with state.reading, reading() as session:
            resume = cursor.resume(session, state.family_id, after, most)
            self._open(state, resume.head)
            entries = state.since(resume.after, resume.head.seq)
            if entries is None:
                count = resume.head.seq - resume.after
                events = cursor.read_after(session, state.family_id, resume.after, count)
                entries = state.keep_older(events)
        return resume, entries

    def release(self, subscription: Subscription, after: int) -> None:
        """Everything up to `after` has been sent to it; from now on it is live."""
        with self.lock:
            subscription.release(after, self.bytes_of)

    def bytes_of(self, entry: Entry, form: Form) -> bytes:
        return entry.written(form, self.render)

    def entries(self, family_id: str, epoch: str, events: list[Event]) -> list[Entry]:
        """Returns the entries of these events, cached ones where there are listeners."""
        state = self.states.get(family_id)
        if state is None or state.epoch != epoch:
            return [Entry(event, epoch) for event in events]
        return state.entries(events)

    def note_sent(self, entry: Entry, listeners: Iterable[Subscription]) -> None:
        """Call the watcher of this type of event with the listeners to whom it has been sent."""
        watcher = self.watched.get(entry.event.type)
        if watcher is not None:
            got = [one.identity for one in listeners if one.has_got(entry)]
            watcher(entry.event, got)

    def positions(self) -> dict[str, int]:
        """Returns the families with listeners here, and the last position announced for each."""
        with self.lock:
            self._tidy()
            opened = [state for state in self.states.values() if state.position is not None]
        return {state.family_id: max(state.told, state.position or 0) for state in opened}

    def close_family(self, state: FamilyState, reason: str) -> None:
        with self.lock:
            self.states.pop(state.family_id, None)
            for subscription in list(state.subscriptions):
                subscription.end(reason)

    def _state_of(self, subscription: Subscription) -> FamilyState:
        """Returns the state of its family; an empty one if that was closed in the meantime."""
        return self.states.get(subscription.family_id) or FamilyState(subscription.family_id)

    def _tidy(self) -> None:
        """Free the memory of quiet families: the log has what is dropped here."""
        now = time.monotonic()
        for state in list(self.states.values()):
            state.forget(before=now - KEPT_S)
            if not state.subscriptions and state.empty_since < now - LINGER_S:
                del self.states[state.family_id]

    def _open(self, state: FamilyState, head: Cursor) -> None:
        with self.lock:
            state.open(head.epoch, head.seq)
            if state.told > (state.position or 0):
                self.read_again([state.family_id])

    def _begin_revocations(self) -> None:
        if self.revocations is None:
            with reading() as session:
                head = revocation.head(session)
            with self.lock:
                self.revocations = head if self.revocations is None else self.revocations
