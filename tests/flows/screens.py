"""What a member has open: pages as they were, and a reader that brings the fragments."""

import json
from typing import Any

from tests.delivery.readers import Door
from tests.flows.dom import Node, apply, difference, parse

PLACES = ("/", "/doses", "/medications", "/medication-tasks", "/shifts", "/channels", "/feed")
PLACES += ("/observations", "/agenda", "/emergencies", "/notes", "/members", "/recipients")
# Asked for each minute, or by the page itself when it hears of something of one's own.
ASKED_FOR = frozenset({"stats", "unread", "seen", "strip", "here"})


class Screen:
    """more: pages beyond those that every family has."""

    def __init__(self, door: Door, kind: Any, more: tuple[str, ...] = ()):
        self.door = door
        start = json.loads(door.get(door.path())[1])["cursor"]
        self.pages = {place: self._fetch(place) for place in PLACES + more}
        self.reader = kind(door, after=start, format="html")
        self.types: list[str] = []

    def _fetch(self, place: str) -> Node:
        path = f"/families/{self.door.family_id}{place}"
        status, body, _headers = self.door.get(path, Accept="text/html")
        assert status == 200, path
        main = parse(body.decode()).find("main")
        assert main is not None
        return main

    def take(self, count: int) -> None:
        for body in self.reader.events(count):
            event = json.loads(body)
            self.types.append(event["type"])
            for page in self.pages.values():
                apply(page, event["html"])

    def differs(self) -> str:
        """Over all pages but those that name an event of the day to be fetched anew at it."""
        mended = {place: page for place, page in self.pages.items() if not self._fetches(page)}
        found = [self._difference(place, page) for place, page in mended.items()]
        return "\n".join(one for one in found if one)

    def _difference(self, place: str, page: Node) -> str:
        """A list that grew keeps what a fresh page leaves to the next one, and leads to."""
        fresh = self._fetch(place)
        grown, shown = page.find("feed-items"), fresh.find("feed-items")
        if grown and shown and len(shown.nodes()) < len(grown.nodes()):
            grown.children = list(grown.nodes()[: len(shown.nodes())])
            shown.children = list(shown.nodes())
            further = fresh.nodes()[-1]
            assert "Further back" in further.text()
            fresh.children.remove(further)
        return difference(page, fresh, ASKED_FOR)

    def _fetches(self, page: Node) -> bool:
        begin = page.attributes.get("data-fresh-on")
        return begin is not None and any(one.startswith(begin) for one in self.types)
