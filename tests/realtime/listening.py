"""A hub in this process, driven round by round, and listeners that write down what they get."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from carecircle.db.session import Database, transaction
from carecircle.events import log
from carecircle.events.models import Event
from carecircle.realtime.dispatcher import Dispatcher
from carecircle.realtime.entry import Entry
from carecircle.realtime.forms import Variant
from carecircle.realtime.hub import Hub
from carecircle.realtime.subscription import Identity, Subscription
from tests.cast import Cast

ADMIN, VIEWER = Variant("json", "admin", ""), Variant("json", "viewer", "")


class Plain:
    """A wire that adds nothing."""

    def event(self, type_: str, cursor: str, body: bytes) -> bytes:
        return cursor.encode() + b" " + type_.encode() + b" " + body

    def hint(self, type_: str, body: bytes) -> bytes:
        return body


WIRE = Plain()


class Listener:
    """A sink that keeps everything."""

    def __init__(self) -> None:
        self.got: list[bytes] = []
        self.seqs: list[int] = []
        self.hints: list[bytes] = []
        self.ended: str | None = None

    def deliver(self, data: bytes, entry: Entry) -> None:
        self.got.append(data)
        self.seqs.append(entry.seq)

    def deliver_hint(self, data: bytes) -> None:
        self.hints.append(data)

    def end(self, subscription: Subscription, reason: str) -> None:
        self.ended = reason


class Desk:
    """rendered: every (seq, variant) that was rendered, in order."""

    def __init__(self, cast: Cast):
        self.cast = cast
        self.rendered: list[tuple[int, Variant]] = []
        self.hub = Hub(self)
        self.dispatcher = Dispatcher(self.hub)

    def __call__(self, told: Event, epoch: str, variant: Variant) -> bytes:
        if told.data.get("note") == "cannot be shown":
            raise RuntimeError("no such template")
        self.rendered.append((told.seq, variant))
        return str(told.data["note"]).encode()

    def alike(self, told: Event, variant: Variant) -> Variant | str:
        return "all" if told.data.get("note") == "the same for all" else variant

    def subscribe(
        self,
        variant: Variant = ADMIN,
        identity: Identity = Identity(),  # noqa: B008
    ) -> tuple[Subscription, Listener]:
        listener = Listener()
        family = self.cast.family_id
        return self.hub.subscribe(family, variant, WIRE, identity, listener), listener

    def listen(self, after: str | None = None, **more: object) -> Listener:
        """Subscribe, catch up, go live."""
        subscription, listener = self.subscribe(**more)  # type: ignore[arg-type]
        resume, entries = self.hub.catch_up(subscription, after)
        for entry in entries:
            listener.deliver(self.hub.bytes_of(entry, subscription.form), entry)
        self.hub.release(subscription, resume.head.seq)
        return listener

    def tell(self, count: int = 1, note: str = "n", audience: str = "family") -> None:
        with transaction():
            for _ in range(count):
                log.emit(
                    "note:added",
                    family_id=self.cast.family_id,
                    actor=None,
                    data={"note": note},
                    audience=audience,
                )

    def wake(self, seq: int) -> None:
        self.hub.wake(self.cast.family_id, seq)


@contextmanager
def reads_of(database: Database, table: str) -> Iterator[list[str]]:
    """The statements that read a table."""
    seen: list[str] = []

    def note(_c, _cursor, statement: str, *_rest) -> None:
        if f"FROM {table}" in statement:
            seen.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    yield seen
    event.remove(database.engine, "before_cursor_execute", note)
