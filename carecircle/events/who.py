"""Who an event names: an id, the name and initials as they were at that moment."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Who:
    id: str
    name: str
    initials: str | None = None
