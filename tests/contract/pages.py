"""What an address answers to one person: the members of its JSON, the fields of its forms."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

from flask import Flask
from werkzeug.exceptions import HTTPException

from tests.visitors import Visitor

AN_ID = re.compile("[0-9a-hjkmnp-tv-z]{20}")
SECRETS = {"csrf_token", "idempotency_key"}
Found = defaultdict[str, set[str]]
RuleOf = Callable[[str, str], str | None]


@dataclass
class Read:
    """members, fields: by route; a member as `items[].id`, a field of a form by its name."""

    members: Found = field(default_factory=lambda: defaultdict(set))
    fields: Found = field(default_factory=lambda: defaultdict(set))

    def __len__(self) -> int:
        """How much is known."""
        known = [*self.members.values(), *self.fields.values()]
        return len(known) + sum(map(len, known))


@dataclass
class Answer:
    """leads_to: where its links and its redirect go. ids: of the items of a list. forms: where
    they are sent."""

    leads_to: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)


class Page(HTMLParser):
    """The addresses that a page leads to, and (method, action, fields) of each of its forms."""

    def __init__(self, html: str):
        super().__init__()
        self.links: list[str] = []
        self.forms: dict[str, tuple[str, str, set[str]]] = {}
        self._form = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self.links += [told[name] for name in ("href", "hx-get") if name in told]
        if tag == "form":
            self._form = told.get("id") or f"form {len(self.forms)}"
            self.forms[self._form] = (told.get("method", "get"), told.get("action", ""), set())
        elif tag in ("input", "select", "textarea", "button"):
            self._take(told)

    def _take(self, told: dict[str, str]) -> None:
        """A button may send the form to another address: that is a form of its own."""
        if action := told.get("formaction"):
            key = f"to {action}"
            _method, _action, names = self.forms.setdefault(key, ("post", action, set()))
        else:
            _method, _action, names = self.forms.get(told.get("form", self._form), ("", "", set()))
        if told.get("name") and told["name"] not in SECRETS:
            names.add(told["name"])

    def handle_endtag(self, tag: str) -> None:
        self._form = "" if tag == "form" else self._form


def rule_finder(app: Flask) -> RuleOf:
    """rule_of(address, method): the route that answers there; None where none does."""
    match = app.url_map.bind("localhost").match

    def rule_of(address: str, method: str) -> str | None:
        try:
            return str(match(urlsplit(address).path, method, return_rule=True)[0].rule)
        except HTTPException:
            return None

    return rule_of


def read_all(app: Flask, visitor: Visitor, addresses: Iterable[str], read: Read) -> None:
    for address in addresses:
        read_one(rule_finder(app), visitor, address, read)


def read_one(rule_of: RuleOf, visitor: Visitor, address: str, read: Read) -> Answer:
    """As JSON and as a page."""
    found, rule = Answer(), rule_of(address, "GET") or ""
    answer = visitor.get(address)
    if answer.is_json and answer.status_code == 200:
        read.members[rule] |= set(members_of(answer.json))
        found.ids = _ids(answer.json)
    page = visitor.page(address)
    if page.location:
        found.leads_to.append(page.location)
    if page.status_code == 200 and page.mimetype == "text/html":
        _learn(rule_of, address, Page(page.text), read, found)
    return found


def _learn(rule_of: RuleOf, address: str, page: Page, read: Read, found: Answer) -> None:
    for link in page.links:
        to = urlsplit(urljoin(address, link))
        if to.netloc in ("", "localhost"):
            found.leads_to.append(to._replace(scheme="", netloc="", fragment="").geturl())
    for method, action, names in page.forms.values():
        place = urljoin(address, action)
        rule = rule_of(place, "POST")
        if rule and method == "post":
            found.forms.append(place)
            read.fields[rule] |= {AN_ID.sub("*", name) for name in names}


def _ids(told: Any) -> list[str]:
    items = told.get("items", []) if isinstance(told, dict) else []
    ids = [item.get("id") for item in items if isinstance(item, dict)]
    return [id_ for id_ in ids if isinstance(id_, str)]


def members_of(value: Any, at: str = "") -> Iterator[str]:
    """The names of all members, with [] for what is in a list and * for an id."""
    if isinstance(value, list):
        for one in value:
            yield from members_of(one, f"{at}[]")
    elif isinstance(value, dict):
        for name, inner in value.items():
            named = f"{at}.{AN_ID.sub('*', name)}".lstrip(".")
            yield named
            yield from members_of(inner, named)
