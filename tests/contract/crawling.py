"""Finds the addresses of a family: what its pages and lists lead to, some of each route."""

from collections import defaultdict, deque
from collections.abc import Iterable

from flask import Flask

from tests.contract.pages import Answer, Read, read_one, rule_finder
from tests.visitors import Visitor

NOT_READ = ("/events/stream", "/events/socket", ".pdf", "/static/", "/metrics")


class Crawler:
    """most: of each route so many addresses. kept: those that taught something. places: an
    address of each route that is written to."""

    def __init__(self, app: Flask, visitor: Visitor, read: Read, most: int):
        self._rules = sorted({rule.rule for rule in app.url_map.iter_rules()})
        self._rule_of, self._most = rule_finder(app), most
        self._visitor, self._read = visitor, read
        self._known: defaultdict[str, set[str]] = defaultdict(set)
        self._waiting: deque[str] = deque()
        self.kept: list[str] = []
        self.places: dict[str, str] = {}

    def go(self, addresses: Iterable[str]) -> None:
        for address in addresses:
            self._meet(address)
        while self._waiting:
            address = self._waiting.popleft()
            known = len(self._read)
            self._follow(address, read_one(self._rule_of, self._visitor, address, self._read))
            if len(self._read) > known:
                self.kept.append(address)

    def _follow(self, address: str, found: Answer) -> None:
        path, rule = address.partition("?")[0].rstrip("/"), self._rule_of(address, "GET") or ""
        below = [path + one for one in self._below(rule.rstrip("/"))]
        for to in (*below, *found.leads_to, *(f"{path}/{id_}" for id_ in found.ids)):
            self._meet(to)
        for to in (*below, *found.forms):
            self._note(to)

    def _meet(self, address: str) -> None:
        rule = self._rule_of(address, "GET")
        known = self._known[rule or ""]
        is_read = rule and not any(word in address for word in NOT_READ)
        if is_read and len(known) < self._most and address not in known:
            known.add(address)
            self._waiting.append(address)

    def _note(self, place: str) -> None:
        rule, page = self._rule_of(place, "POST"), self._rule_of(place, "GET")
        if rule and page in (None, rule):  # `/notes/new` is no note
            self.places.setdefault(rule, place)

    def _below(self, rule: str) -> list[str]:
        """What may follow an address of this route, where no further id is asked."""
        found = [one[len(rule) :] for one in self._rules if one.startswith(f"{rule}/")]
        return [one for one in found if "<" not in one]
