"""What one worker knows of one family: its position, the last events rendered, who listens."""

import threading
import time
from collections import deque
from collections.abc import Hashable, Iterable
from typing import NamedTuple, Protocol

import structlog

from carecircle.events import audience
from carecircle.events.envelope import encode
from carecircle.events.models import Event
from carecircle.realtime.subscription import Form, Subscription, Variant

KEPT = 512

log = structlog.get_logger("carecircle.hub")


class Render(Protocol):
    """Makes the bytes of an event as a variant sees it, and says which variants see the same."""

    def __call__(self, event: Event, epoch: str, variant: Variant) -> bytes: ...

    def alike(self, event: Event, variant: Variant) -> Hashable: ...


class Shown(NamedTuple):
    """An event as a variant sees it: its type, and the envelope in bytes."""

    type: str
    body: bytes


class Entry:
    """An event and the bytes it became, each made once."""

    __slots__ = ("_shown", "_written", "cursor", "event", "read_at", "seq")

    def __init__(self, event: Event, epoch: str):
        self.event = event
        self.seq = event.seq
        self.cursor = f"{epoch}-{event.seq}"
        self.read_at = time.monotonic()
        self._shown: dict[Hashable, Shown] = {}
        self._written: dict[int, bytes] = {}

    def shown(self, variant: Variant, render: Render) -> Shown:
        kind = render.alike(self.event, variant)
        found = self._shown.get(kind)
        if found is None:
            found = self._shown[kind] = self._render(variant, render)
        return found

    def written(self, form: Form, render: Render) -> bytes:
        found = self._written.get(id(form))
        if found is None:
            shown = self.shown(form.variant, render)
            found = form.wire.event(shown.type, self.cursor, shown.body)
            self._written[id(form)] = found
        return found

    def _render(self, variant: Variant, render: Render) -> Shown:
        """A form that fails becomes a reset: the page fetches itself afresh, nothing is skipped."""
        is_visible = audience.is_shown(self.event.type, self.event.audience, variant.role)
        try:
            body = render(self.event, self.cursor.partition("-")[0], variant)
            return Shown(self.event.type if is_visible else "withheld", body)
        except Exception:
            log.exception("an event cannot be shown", type=self.event.type, format=variant.format)
        place = {"id": self.cursor, "family": self.event.family_id, "seq": self.seq}
        return Shown("reset", encode(place | {"type": "reset", "reason": "not-rendered"}))


class FamilyState:
    """position: the last event handed out here; None until the log has been read once."""

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
        """Take the next events; answers what they became."""
        entries = [Entry(event, self.epoch) for event in events]
        for entry in entries:
            self.kept.append(entry)
            self.position = entry.seq
        self.told = self.position or 0  # a wake-up that promised more was wrong
        return entries

    def forget(self, before: float) -> None:
        """What was read before then, by the monotonic clock."""
        while self.kept and self.kept[0].read_at < before:
            self.kept.popleft()

    def since(self, after: int, upto: int) -> list[Entry] | None:
        """What is kept of after < seq <= upto; None where the log must be read."""
        if after >= upto:
            return []
        if not self.kept or self.kept[0].seq > after + 1 or self.kept[-1].seq < upto:
            return None
        return [entry for entry in self.kept if after < entry.seq <= upto]

    def keep_older(self, events: list[Event]) -> list[Entry]:
        """Keep what was read for those who ask next, as far as it joins on without a gap."""
        entries = self.entries(events)
        self._join_on(entries)
        return entries

    def entries(self, events: list[Event]) -> list[Entry]:
        """The kept ones where they are kept, so that nothing is rendered twice."""
        known = {entry.seq: entry for entry in list(self.kept)}
        return [known.get(event.seq) or Entry(event, self.epoch) for event in events]

    def _join_on(self, entries: list[Entry]) -> None:
        for entry in reversed(entries):
            first = self.kept[0].seq if self.kept else (self.position or 0) + 1
            if entry.seq == first - 1 and len(self.kept) < KEPT:
                self.kept.appendleft(entry)
