"""A page as a tree, and what a browser of ours does with a fragment: swap by id, insert, remove."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import unified_diff
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
SECRETS = {"csrf_token", "idempotency_key"}


@dataclass
class Node:
    tag: str
    attributes: dict[str, str]
    children: list["Node | str"] = field(default_factory=list)
    parent: "Node | None" = None

    def find(self, id_: str) -> "Node | None":
        if self.attributes.get("id") == id_:
            return self
        return next(filter(None, (n.find(id_) for n in self.nodes())), None)

    def nodes(self) -> list["Node"]:
        return [child for child in self.children if isinstance(child, Node)]

    def text(self, *, without: frozenset[str] = frozenset()) -> str:
        """Canonical: attributes in order, white space folded, secrets and `without` left out."""
        if (
            self.attributes.get("name") in SECRETS
            or self.attributes.get("id", "").partition("-")[0] in without
        ):
            return ""
        told = "".join(f' {k}="{v}"' for k, v in sorted(self.attributes.items()))
        inner = [
            c.text(without=without) if isinstance(c, Node) else _folded(c) for c in self.children
        ]
        return f"<{self.tag}{told}>" + "\n".join(filter(None, inner)) + f"</{self.tag}>"


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = self.at = Node("root", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs}, parent=self.at)
        self.at.children.append(node)
        if tag not in VOID:
            self.at = node

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        assert self.at.tag == tag, f"</{tag}> closes <{self.at.tag} {self.at.attributes}>"
        assert self.at.parent is not None
        self.at = self.at.parent

    def handle_data(self, data: str) -> None:
        self.at.children.append(data)


def parse(html: str) -> Node:
    """Refuses what is not closed in order."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    assert builder.at is builder.root, f"<{builder.at.tag}> is left open"
    return builder.root


def apply(page: Node, fragment: str) -> None:
    """The page conventions of docs: same id replaces, data-into inserts, data-gone removes."""
    for node in parse(fragment).nodes():
        old = page.find(node.attributes["id"])
        into = page.find(node.attributes.get("data-into", ""))
        if old is not None and old.parent is not None:
            place = old.parent.children.index(old)
            gone = "data-gone" in node.attributes
            old.parent.children[place : place + 1] = [] if gone else [node]
            node.parent = old.parent
        elif into is not None:
            _insert(into, node)
    _hide_own(page)


def _hide_own(page: Node) -> None:
    """static/js/alarm.js: on its own page an emergency is not told a second time."""
    told = [one for one in _all(page) if "data-emergency" in one.attributes]
    own = {one.attributes["data-emergency"] for one in told if one.tag == "article"}
    for one in told:
        if one.tag == "section" and one.attributes["data-emergency"] in own:
            one.attributes["hidden"] = ""


def _all(node: Node) -> Iterator[Node]:
    yield node
    for child in node.nodes():
        yield from _all(child)


def _insert(into: Node, node: Node) -> None:
    into.children = [c for c in into.children if not (_is_node(c) and "data-empty" in c.attributes)]
    place = len(into.children) if node.attributes.get("data-at") == "end" else 0
    into.children.insert(place, node)
    node.parent = into
    most = int(into.attributes.get("data-most", 0))
    if most:
        kept = into.nodes()[:most]
        into.children = [c for c in into.children if not isinstance(c, Node) or c in kept]


def _is_node(child: "Node | str") -> bool:
    return isinstance(child, Node)


def _folded(text: str) -> str:
    return " ".join(text.split())


def _scripted(text: str) -> list[str]:
    """Returns the lines that a browser with scripts shows."""
    return [line for line in text.splitlines() if not line.startswith("<noscript>")]


def difference(page: Node, fresh: Node, without: frozenset[str]) -> str:
    """What a person would have to reload to see; empty where there is nothing."""
    old, new = (_scripted(node.text(without=without)) for node in (page, fresh))
    return "\n".join(unified_diff(old, new, "live", "reloaded", lineterm="", n=1))
