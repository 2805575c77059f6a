"""Lists in pages: newest first, going on before the last one shown."""

from collections.abc import Callable
from typing import TypeVar

MOST = 50
Item = TypeVar("Item")


def next_of(
    found: list[Item], mark: Callable[[Item], object], most: int = MOST
) -> tuple[list[Item], str | None]:
    """The page, and where the next one goes on; found holds one more than fits, where there is."""
    if len(found) <= most:
        return found, None
    return found[:most], str(mark(found[most - 1]))
