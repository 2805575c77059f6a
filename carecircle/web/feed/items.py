"""Lines of the feed: each event as a sentence with its actor, and the person's own words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from carecircle.events.envelope import instant
from carecircle.events.models import Event
from carecircle.web.feed.facts import Facts, gather
from carecircle.web.feed.sentences import SENTENCES
from carecircle.web.language import times


@dataclass(frozen=True)
class FeedItem:
    """words: a whole sentence, who included. said: what a person wrote."""

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


def items_of(session: Session, events: list[Event], zone: str) -> list[FeedItem]:
    """The lines of these events, with a fixed number of queries however many they are."""
    facts = gather(session, events)
    facts.zone = zone
    now_on = times.today(zone)
    return [_item(event, facts, zone, now_on) for event in events if event.type in SENTENCES]


def _item(event: Event, facts: Facts, zone: str, now_on: object) -> FeedItem:
    sentence = SENTENCES[event.type](event, facts)
    at = times.local(event.at, zone)
    return FeedItem(
        seq=event.seq,
        type=event.type,
        icon=sentence.icon,
        actor_id=event.actor_id,
        actor_name=event.actor_name,
        actor_initials=facts.initials.get(event.actor_id or ""),
        words=sentence.words,
        said=sentence.said,
        time=times.hhmm(event.at, zone),
        at=at,
        day=times.day_words(at.date(), now_on),  # type: ignore[arg-type]
    )


def item_resources(session: Session, events: list[Event], zone: str) -> list[dict[str, Any]]:
    """As a program reads them: the sentence, and the event that it tells of."""
    told = {event.seq: event for event in events}
    return [_resource(item, told[item.seq]) for item in items_of(session, events, zone)]


def _resource(item: FeedItem, event: Event) -> dict[str, Any]:
    who = {"id": item.actor_id, "name": item.actor_name} if item.actor_id else None
    return {
        "id": str(item.seq),
        "seq": item.seq,
        "type": item.type,
        "at": instant(event.at),
        "actor": who,
        "recipient": event.recipient_id,
        "words": item.words,
        "said": item.said,
        "data": event.data,
    }
