"""The only reader of the time."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_moved: ContextVar[datetime | None] = ContextVar("moved", default=None)


def now() -> datetime:
    """The instant, aware, in UTC, to the microsecond."""
    return _moved.get() or datetime.now(UTC)


def milliseconds() -> int:
    """Returns the instant in milliseconds since the epoch, in UTC: what a browser calculates in."""
    return round(now().timestamp() * 1000)


@contextmanager
def moved_to(instant: datetime) -> Iterator[None]:
    """Hold the clock at an aware instant, for seeds that tell a believable month."""
    if instant.tzinfo is None:
        raise ValueError("the clock needs an instant with a zone")
    token = _moved.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _moved.reset(token)
