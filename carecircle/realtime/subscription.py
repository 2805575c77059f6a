"""One listener of one family: its form, identity and position."""

from collections.abc import Callable
from typing import NamedTuple, Protocol

from carecircle.events.models import Revocation
from carecircle.realtime.entry import Entry
from carecircle.realtime.forms import Form

MOST_HELD = 512


class Identity(NamedTuple):
    """The ids whose revocation ends a stream."""

    session_id: str | None = None
    token_id: str | None = None
    device_id: str | None = None
    account_id: str | None = None
    member_id: str | None = None

    @property
    def through(self) -> str:
        """Returns the id of its session, token or device; empty if it has none."""
        return self.session_id or self.token_id or self.device_id or ""

    def is_hit_by(self, revocation: Revocation) -> bool:
        subject: str | None = getattr(self, f"{revocation.kind}_id")
        return subject == revocation.subject_id


class Sink(Protocol):
    """Receives the bytes. No method may block.

    has_written: everything has been passed to the network; False if unknown.
    """

    @property
    def has_written(self) -> bool: ...

    def deliver(self, data: bytes, entry: Entry) -> None: ...

    def deliver_hint(self, data: bytes) -> None: ...

    def end(self, subscription: "Subscription", reason: str) -> None: ...


class Subscription:
    """Holds back new events until the log has been read up to them, then releases them in order.

    status: `online` or `away` as its browser reported; None if it has not.
    """

    __slots__ = ("after", "family_id", "form", "held", "identity", "is_closed", "sink", "status")

    def __init__(self, family_id: str, form: Form, identity: Identity, sink: Sink):
        self.family_id = family_id
        self.form = form
        self.identity = identity
        self.sink = sink
        self.after = -1
        self.held: list[Entry] | None = []
        self.is_closed = False
        self.status: str | None = None

    def take(self, entry: Entry, bytes_of: Callable[[Entry, Form], bytes]) -> None:
        if self.is_closed or entry.seq <= self.after:
            return
        if self.held is not None:
            self._hold(entry)
        elif entry.seq != self.after + 1:
            self.end("behind")
        else:
            self.after = entry.seq
            self.sink.deliver(bytes_of(entry, self.form), entry)

    def has_got(self, entry: Entry) -> bool:
        return self.after >= entry.seq and not self.is_closed and self.sink.has_written

    def release(self, after: int, bytes_of: Callable[[Entry, Form], bytes]) -> None:
        """Deliver what was held back: the log has been read up to `after`."""
        held, self.held, self.after = self.held or [], None, after
        for entry in held:
            self.take(entry, bytes_of)

    def end(self, reason: str) -> None:
        if not self.is_closed:
            self.is_closed = True
            self.sink.end(self, reason)

    def _hold(self, entry: Entry) -> None:
        assert self.held is not None
        self.held.append(entry)
        if len(self.held) > MOST_HELD:
            self.end("behind")

    def is_for(self, member_id: str | None) -> bool:
        """Returns whether it gets a hint for this member. One that still reads the log does not."""
        is_meant = member_id is None or member_id == self.identity.member_id
        return is_meant and self.held is None and not self.is_closed
