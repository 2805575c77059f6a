"""A person named by an event: an id, and the name and initials as they were at that moment."""

from dataclasses import dataclass


@dataclass(frozen=True)
class EventActor:
    id: str
    name: str
    initials: str | None = None
