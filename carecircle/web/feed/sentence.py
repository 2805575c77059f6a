"""One line of the feed in words."""

from dataclasses import dataclass

from carecircle.events.models import Event


@dataclass(frozen=True)
class Sentence:
    icon: str
    words: str
    said: str | None = None


def who(event: Event) -> str:
    return event.actor_name or "CareCircle"
