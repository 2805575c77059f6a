"""Since you were last here: what changed for one member, most important first."""

from typing import Any

from flask import g

from carecircle import clock
from carecircle.care.feed import queries as feed_queries
from carecircle.care.notifications import actions, rules
from carecircle.care.notifications import queries as notifications_queries
from carecircle.care.notifications.models import ReadPosition
from carecircle.db.session import reading
from carecircle.events.models import Event
from carecircle.web.language import times
from carecircle.web.language.translation import gettext as _
from carecircle.web.language.translation import ngettext
from carecircle.web.shared.event_lines import Line, lines_of

MOST = 8
VISIT_INTERVAL_S = 60


def since_last_here(family: str) -> dict[str, Any] | None:
    """Returns the top of the dashboard; None on a first visit, and if nothing is new."""
    if g.principal.kind != "session":
        return None
    position = _looked()
    with reading() as session:
        found = [
            event
            for event in feed_queries.events_since(
                session, family, g.actor.role, position.since_seq
            )
            if event.seq <= position.visit_seq and event.actor_id != g.actor.member_id
        ]
    items = _items(found, g.zone)
    if not items:
        return None
    return {"words": times.when_words(position.since_at, g.zone), "items": items[:MOST]}


def _looked() -> ReadPosition:
    """Stores a visit at most once a minute: reading must not cost a write for every page."""
    with reading() as session:
        position = notifications_queries.position_of(session, g.actor.member_id or "")
    if position is None or (clock.now() - position.last_at).total_seconds() > VISIT_INTERVAL_S:
        return actions.record_visit(g.actor, g.head.seq)
    return position


def _items(found: list[Event], zone: str) -> list[dict[str, Any]]:
    """Counts messages and given doses together; everything else has its own item."""
    talk = [event for event in found if event.type == "message"]
    given = [e for e in found if e.type == "medication:logged" and e.data["outcome"] == "given"]
    others = [e for e in found if e not in talk and e not in given]
    ranked = sorted(others, key=lambda event: (rules.rank(event), -event.seq))
    items = [
        {"icon": item.icon, "words": item.words, "time": _at(item), "said": item.said}
        for item in lines_of(ranked, zone)
    ]
    return items + _counted(talk, given)


def _at(item: Line) -> str:
    return item.time if item.day == _("Today") else f"{item.day} {item.time}"


def _counted(talk: list[Event], given: list[Event]) -> list[dict[str, Any]]:
    counted = []
    if talk:
        names = ", ".join(dict.fromkeys((e.actor_name or "").split()[0] for e in reversed(talk)))
        one = _("1 new message from %(names)s", names=names)
        many = _("%(count)s new messages from %(names)s", count=len(talk), names=names)
        counted.append(("chat", one if len(talk) == 1 else many))
    if given:
        words = ngettext("%(num)s dose given", "%(num)s doses given", len(given))
        counted.append(("pill", words))
    return [{"icon": icon, "words": words, "time": "", "said": None} for icon, words in counted]
