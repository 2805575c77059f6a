"""Who an event names: an id and the name as it was at that moment."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Who:
    id: str
    name: str
