"""The traceback of an error's log line: where it came from, without what anybody typed.

The message of an exception may quote a note or a statement with its parameters; only the types,
the places and PostgreSQL's state are written.
"""

import sys
import traceback
from collections.abc import Iterator

from structlog.typing import EventDict, WrappedLogger

MOST_FRAMES = 30
ERRORS = frozenset({"error", "critical"})


def add_traceback(_logger: WrappedLogger, level: str, line: EventDict) -> EventDict:
    """Puts `traceback` into each line that has an exception. A line of level error inside of an
    `except` block has it even if it does not say so."""
    error = _exception_of(line.pop("exc_info", None), level)
    if error is not None:
        line["traceback"] = [text for one in _chain(error) for text in _lines(one)]
    return line


def _exception_of(given: object, level: str) -> BaseException | None:
    if isinstance(given, BaseException):
        return given
    if isinstance(given, tuple):
        return given[1] if isinstance(given[1], BaseException) else None
    return sys.exc_info()[1] if given or level in ERRORS else None


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yields the error and those that it came from, the first of them first."""
    seen: list[BaseException] = []
    found: BaseException | None = error
    while found is not None and found not in seen:
        seen.append(found)
        found = found.__cause__ or (None if found.__suppress_context__ else found.__context__)
    yield from reversed(seen)


def _lines(error: BaseException) -> Iterator[str]:
    frames = traceback.extract_tb(error.__traceback__)[-MOST_FRAMES:]
    for frame in frames:
        yield f"{_short(frame.filename)}:{frame.lineno} in {frame.name}"
    state = getattr(error, "sqlstate", None)
    yield f"{type(error).__module__}.{type(error).__qualname__}" + (f" {state}" if state else "")


def _short(path: str) -> str:
    for folder in ("site-packages/", "carecircle/"):
        path = path.rsplit(folder, 1)[-1]
    return path
