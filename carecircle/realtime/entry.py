"""An event of the log in this worker's cache, with its rendered bytes."""

import time
from collections.abc import Hashable
from typing import NamedTuple, Protocol

import structlog
from sqlalchemy.exc import OperationalError, TimeoutError

from carecircle.events import audience
from carecircle.events.envelope import encode
from carecircle.events.models import Event
from carecircle.realtime.forms import Form, Variant

log = structlog.get_logger("carecircle.hub")


class Render(Protocol):
    """Renders an event for a variant, and tells which variants share the result."""

    def __call__(self, event: Event, epoch: str, variant: Variant) -> bytes: ...

    def alike(self, event: Event, variant: Variant) -> Hashable: ...


class Shown(NamedTuple):
    """An event as a variant sees it: its type, and the envelope in bytes."""

    type: str
    body: bytes


class Entry:
    """An event and its rendered bytes, each rendered once."""

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
        """If rendering fails, the entry is a reset: the page reloads, and no event is skipped."""
        is_visible = audience.is_shown(self.event.type, self.event.audience, variant.role)
        try:
            body = self._body(variant, render)
            return Shown(self.event.type if is_visible else "withheld", body)
        except Exception:
            log.exception("event cannot be rendered", type=self.event.type, format=variant.format)
        return self._reset()

    def _body(self, variant: Variant, render: Render) -> bytes:
        """Once more where the database did not answer: its connection has been replaced since."""
        epoch = self.cursor.partition("-")[0]
        try:
            return render(self.event, epoch, variant)
        except (OperationalError, TimeoutError):
            log.warning("rendering once more", type=self.event.type, exc_info=True)
            return render(self.event, epoch, variant)

    def _reset(self) -> Shown:
        place = {"id": self.cursor, "family": self.event.family_id, "seq": self.seq}
        return Shown("reset", encode(place | {"type": "reset", "reason": "not-rendered"}))
