"""Which members each command of the websocket reads: one with a value that it cannot take is
refused by name."""

from collections.abc import Iterable
from typing import Any

from carecircle.care.actor import Actor
from carecircle.care.errors import ActionError
from carecircle.web.commands import handlers

NONSENSE: dict[str, int] = {"neither": 1}
UNKNOWN = "no_member_of_anything"


def members_read(
    actor: Actor, candidates: Iterable[str], things: dict[str, str]
) -> dict[str, list[str]]:
    """By command. things: an id for each member that must name something that is there."""
    found = {}
    for type_, handle in sorted(handlers().items()):

        def refused(name: str, type_: str = type_, handle: Any = handle) -> set[tuple[str, str]]:
            try:
                handle(actor, {"type": type_} | things | {name: NONSENSE})
            except ActionError as error:
                return set(getattr(error, "fields", {"": error.message}).items())
            return set()

        usual = refused(UNKNOWN)
        found[type_] = sorted(name for name in candidates if refused(name) - usual)
    return found
