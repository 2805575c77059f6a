"""The words of a page, by what stands where."""

from tests.flows.dom import Node, parse
from tests.visitors import Visitor


def main_of(page: Node) -> Node:
    return next(node for node in all_in(page) if node.tag == "main")


def page_of(visitor: Visitor, address: str, language: str) -> Node:
    answer = visitor.page(address, Accept_Language=language)
    assert answer.status_code == 200, (address, answer.status_code)
    return parse(answer.text)


def classes(node: Node) -> list[str]:
    return node.attributes.get("class", "").split()


def all_in(node: Node, *without: str) -> list[Node]:
    """The node and all in it. without: tags and ids."""
    inner = [n for n in node.nodes() if not {n.tag, n.attributes.get("id")} & set(without)]
    return [node, *(one for child in inner for one in all_in(child, *without))]


def text_of(node: Node) -> str:
    """The words alone, white space folded, forms left out."""
    told = [
        "" if isinstance(c, Node) and c.tag == "form" else text_of(c) if isinstance(c, Node) else c
        for c in node.children
    ]
    return " ".join(" ".join(told).split())
