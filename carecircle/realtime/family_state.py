"""The state of one family in one worker: position, last rendered events, listeners."""

import threading
import time
from collections import deque
from collections.abc import Iterable

from carecircle.events.models import Event
from carecircle.realtime.entry import Entry
from carecircle.realtime.subscription import Subscription

KEPT = 512


class FamilyState:
    """position: the last event delivered here; None until the log has been read once."""

    def __init__(self, family_id: str):
        self.family_id = family_id
        self.epoch = ""
        self.position: int | None = None
        self.told = 0
        self.kept: deque[Entry] = deque(maxlen=KEPT)
        self.subscriptions: dict[Subscription, None] = {}
        self.reading = threading.Lock()
        self.empty_since = time.monotonic()

    @property
    def is_open(self) -> bool:
        return self.position is not None

    def open(self, epoch: str, position: int) -> None:
        if self.position is None:
            self.epoch, self.position = epoch, position

    def advance(self, events: Iterable[Event]) -> list[Entry]:
        """Append the next events; returns their entries."""
        entries = [Entry(event, self.epoch) for event in events]
        for entry in entries:
            self.kept.append(entry)
            self.position = entry.seq
        self.told = self.position or 0  # a wake-up that announced more was wrong
        return entries

    def forget(self, before: float) -> None:
        """Drop entries that were read before then (monotonic clock, seconds)."""
        while self.kept and self.kept[0].read_at < before:
            self.kept.popleft()

    def since(self, after: int, upto: int) -> list[Entry] | None:
        """Returns the entries with after < seq <= upto; None if the log must be read."""
        if after >= upto:
            return []
        if not self.kept or self.kept[0].seq > after + 1 or self.kept[-1].seq < upto:
            return None
        return [entry for entry in self.kept if after < entry.seq <= upto]

    def keep_older(self, events: list[Event]) -> list[Entry]:
        """Returns the entries of older events; keeps those that adjoin without a gap."""
        entries = self.entries(events)
        self._join_on(entries)
        return entries

    def entries(self, events: list[Event]) -> list[Entry]:
        """Returns the entries of these events, cached ones first: nothing is rendered twice."""
        known = {entry.seq: entry for entry in list(self.kept)}
        return [known.get(event.seq) or Entry(event, self.epoch) for event in events]

    def _join_on(self, entries: list[Entry]) -> None:
        for entry in reversed(entries):
            first = self.kept[0].seq if self.kept else (self.position or 0) + 1
            if entry.seq == first - 1 and len(self.kept) < KEPT:
                self.kept.appendleft(entry)
