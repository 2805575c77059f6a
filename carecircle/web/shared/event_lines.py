"""Lines of the feed: each event as a sentence with its actor, and what people wrote.

Everything that a line shows is stored in its event: there is no query here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from carecircle.events.envelope import instant
from carecircle.events.models import Event
from carecircle.web.language import times
from carecircle.web.shared.event_view import VIEWS, EventContext, Sentence


@dataclass(frozen=True)
class Line:
    """words: a whole sentence, the actor included. said: what a person wrote."""

    seq: int
    type: str
    icon: str
    actor_id: str | None
    actor_name: str | None
    actor_initials: str | None
    words: str
    said: str | None
    time: str
    at: datetime
    day: str


def lines_of(events: Iterable[Event], zone: str) -> list[Line]:
    """Returns the lines of those events that have one, in the given time zone."""
    today = times.today(zone)
    pairs = ((event, sentence_of(event, zone)) for event in events)
    return [_line(event, sentence, zone, today) for event, sentence in pairs if sentence]


def sentence_of(event: Event, zone: str) -> Sentence | None:
    view = VIEWS.get(event.type)
    return view.sentence(EventContext(event, zone)) if view and view.sentence else None


def line_resources(events: Iterable[Event], zone: str) -> list[dict[str, object]]:
    """Returns the JSON resources of the lines: the sentence, and its event."""
    by_seq = {event.seq: event for event in events}
    return [_resource(line, by_seq[line.seq]) for line in lines_of(by_seq.values(), zone)]


def page_of(event: Event) -> str:
    """Returns the URL of the page that shows the event and lets the viewer act on it."""
    return f"/families/{event.family_id}{VIEWS[event.type].page.format_map(event.data)}"


def _line(event: Event, sentence: Sentence, zone: str, today: date) -> Line:
    at = times.local(event.at, zone)
    return Line(
        seq=event.seq,
        type=event.type,
        icon=sentence.icon,
        actor_id=event.actor_id,
        actor_name=event.actor_name,
        actor_initials=event.actor_initials,
        words=sentence.words,
        said=sentence.said,
        time=times.hhmm(event.at, zone),
        at=at,
        day=times.day_words(at.date(), today),
    )


def _resource(line: Line, event: Event) -> dict[str, object]:
    return {
        "id": str(line.seq),
        "seq": line.seq,
        "type": line.type,
        "at": instant(event.at),
        "actor": {"id": line.actor_id, "name": line.actor_name} if line.actor_id else None,
        "recipient": event.recipient_id,
        "words": line.words,
        "said": line.said,
        "data": event.data,
    }
