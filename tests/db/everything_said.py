"""All that a database says to people: its feed, what is new to each member, its notes.

Where the code moves, `lines` alone names a function of it; the rest is read as a browser and a
program read it.
"""

from datetime import datetime
from typing import Any

from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.families.models import Family, Member
from carecircle.db.session import reading
from carecircle.events.models import Event
from carecircle.web.shared.event_lines import lines_of
from tests.db.page_texts import all_in, classes, main_of, page_of, text_of
from tests.flows.dom import Node
from tests.visitors import Visitor, browser_of

SPOKEN = ("en", "es")
NOTED = ("task", "incident")  # events of medications that lead to a page of that name
CHROME = ("form", "alerts")
Said = dict[str, Any]


def read(app: Flask, at: datetime) -> Said:
    """As it is read at that instant, by family and language."""
    with clock.moved_to(at):
        with reading() as session:
            families = list(session.scalars(select(Family).order_by(Family.id)))
        return {family.name: _family(app, family) for family in families}


def _family(app: Flask, family: Family) -> Said:
    members = _members(family.id)
    return {
        "feed": feed(app, family),
        "members": {actor.name: _member(app, actor) for actor in members},
        "notes": _notes(browser_of(app, _admin(members)), family.id),
    }


def admins() -> list[Actor]:
    """One of each family: they read all of it."""
    with reading() as session:
        families = list(session.scalars(select(Family.id)))
    return [_admin(_members(family)) for family in families]


def _admin(members: list[Actor]) -> Actor:
    return next(actor for actor in members if actor.role == "admin")


def feeds(app: Flask) -> Said:
    """The whole feed of each family alone."""
    with reading() as session:
        families = list(session.scalars(select(Family)))
    return {family.name: feed(app, family) for family in families}


def feed(app: Flask, family: Family) -> Said:
    return {language: lines(app, family, language) for language in SPOKEN}


def lines(app: Flask, family: Family, language: str) -> list[list[Any]]:
    """Each line of the feed: seq, type, icon, words, what somebody said, time."""
    rows = select(Event).where(Event.family_id == family.id).order_by(Event.seq)
    with app.test_request_context(headers={"Accept-Language": language}), reading() as session:
        items = lines_of(session.scalars(rows).all(), family.zone)
    return [[one.seq, one.type, one.icon, one.words, one.said, one.time] for one in items]


def _members(family_id: str) -> list[Actor]:
    rows = select(Member).where(Member.family_id == family_id, Member.removed_at.is_(None))
    with reading() as session:
        members = list(session.scalars(rows.where(~Member.is_tablet).order_by(Member.id)))
    return [Actor(family_id, m.id, m.name, m.role, account_id=m.account_id) for m in members]


def _member(app: Flask, actor: Actor) -> Said:
    """What waits for one member, in the language of the browser or the one they chose."""
    visitor, base = browser_of(app, actor), f"/families/{actor.family_id}"
    waiting = visitor.get(f"{base}/notifications").json["items"]
    pages = {one: _new_to(visitor, base, one) for one in SPOKEN}
    return {"why": [[one["id"], one["type"], one["why"]] for one in waiting], **pages}


def _new_to(visitor: Visitor, base: str, language: str) -> Said:
    today = page_of(visitor, f"{base}/", language)
    since = [node for node in all_in(today) if "since" in classes(node)]
    notified = page_of(visitor, f"{base}/notifications", language)
    new = [node for node in all_in(notified) if node.tag == "section" and _is_read_here(node)]
    return {
        "since": [text_of(item) for node in since for item in all_in(node) if item.tag == "li"],
        "notifications": [
            text_of(item) for node in new for item in all_in(node) if item.tag == "li"
        ],
    }


def _is_read_here(section: Node) -> bool:
    """It ends with the button that says that one has read it."""
    forms = [node for node in all_in(section) if node.tag == "form"]
    return any(form.attributes["action"].endswith("/notifications/read") for form in forms)


def _notes(visitor: Visitor, family: str) -> Said:
    """By address: a task, an incident, a register of stock, an emergency afterwards."""
    base = f"/families/{family}"
    places = sorted(_places(visitor, base))
    pages = {one: {place: _noted(visitor, base + place, one) for place in places} for one in SPOKEN}
    return pages | {"as JSON": {place: visitor.get(base + place).json for place in places}}


def _places(visitor: Visitor, base: str) -> set[str]:
    found = {"/medication-tasks"}
    for event in events(visitor, base):
        data = event["data"]
        found |= {f"/medication-{one}s/{data[one]}" for one in NOTED if one in data}
        if "medication" in data:
            found.add(f"/medications/{data['medication']}/register")
        if "emergency" in data:
            found.add(f"/emergencies/{data['emergency']}/timeline")
    return {place for place in found if _says_something(visitor.get(base + place))}


def _says_something(answer: TestResponse) -> bool:
    """It is there, and is no list without lines."""
    return answer.status_code == 200 and answer.json.get("items", True) != []


def events(visitor: Visitor, base: str) -> list[Said]:
    epoch = visitor.get(f"{base}/events").json["cursor"].rpartition("-")[0]
    found, cursor, more = [], f"{epoch}-0", True
    while more:
        page = visitor.get(f"{base}/events?after={cursor}&limit=500").json
        found, cursor, more = found + page["events"], page["cursor"], page["more"]
    return found


def _noted(visitor: Visitor, address: str, language: str) -> list[str]:
    """Each line, row of a table and paragraph of the page, but for forms and open emergencies."""
    main = main_of(page_of(visitor, address, language))
    told = [node for node in all_in(main, *CHROME) if node.tag in ("p", "tr", "li", "h1")]
    return [text for node in told if (text := text_of(node))]
