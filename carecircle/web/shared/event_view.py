"""The view of an event: its sentence in the feed, and the context of its fragment."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from carecircle.events.models import Event

Context = dict[str, object]
Gather = Callable[[Session, Event, str, str], Context]


@dataclass(frozen=True)
class Sentence:
    """icon: the drawing beside it. words: who did what, in our words. said: what a person wrote."""

    icon: str
    words: str
    said: str | None = None


@dataclass(frozen=True)
class EventContext:
    """An event as its sentence receives it: its data holds every name. zone: of the reader."""

    event: Event
    zone: str

    @property
    def who(self) -> str:
        return self.event.actor_name or "CareCircle"

    @property
    def data(self) -> dict[str, Any]:
        return self.event.data


def _nothing_more(session: Session, event: Event, role: str, zone: str) -> Context:
    return {}


@dataclass(frozen=True)
class EventView:
    """What a slice shows of one type of event.

    sentence: its line in the feed; None if it has none. gather(session, event, role, zone): what
    its partial templates/feed/_<type>.html needs besides `item` and `family`. alerts: whether the
    partial includes the open emergencies. page: of the family, where a notification leads; names in
    braces stand for members of the event's data.
    """

    sentence: Callable[[EventContext], Sentence] | None = None
    gather: Gather = _nothing_more
    alerts: bool = False
    page: str = ""


# The view of each stored type. event_views.py fills it when the application is created, so that
# a slice can show lines without importing the slices that the events come from.
VIEWS: dict[str, EventView] = {}
