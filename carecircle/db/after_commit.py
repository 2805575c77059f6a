"""Work after a commit: what was saved is saved, so nothing that fails here may leave.

Whoever is not notified by it polls the log.
"""

from collections.abc import Callable, Iterable
from functools import partial

import structlog

_log = structlog.get_logger("carecircle.after_commit")


def run_each(works: Iterable[Callable[[], None]]) -> None:
    """Run them all. One that fails is logged with its traceback."""
    for work in works:
        run_safely(work)


def run_safely(work: Callable[[], None]) -> None:
    try:
        work()
    except Exception:
        _log.exception("failed after the commit", work=_name(work))


def _name(work: Callable[..., object]) -> str:
    called = work.func if isinstance(work, partial) else work
    return getattr(called, "__qualname__", type(called).__name__)
