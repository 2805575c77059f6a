"""Pagination: newest first, continuing before the last item shown."""

from collections.abc import Callable
from typing import TypeVar

MOST = 50
Item = TypeVar("Item")


def next_of(
    found: list[Item], mark: Callable[[Item], object], most: int = MOST
) -> tuple[list[Item], str | None]:
    """Returns the page and the next cursor; found has one extra item if there is more."""
    if len(found) <= most:
        return found, None
    return found[:most], str(mark(found[most - 1]))
