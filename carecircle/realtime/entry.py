"""An event of the log as this worker keeps it, with the bytes that it became."""

import time
from collections.abc import Hashable
from typing import NamedTuple, Protocol

import structlog

from carecircle.events import audience
from carecircle.events.envelope import encode
from carecircle.events.models import Event
from carecircle.realtime.forms import Form, Variant

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
