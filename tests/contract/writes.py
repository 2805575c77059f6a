"""Which members each address reads that is written to: one with a value that it cannot take is
refused by name. What is no member of anything is refused with other words, or not at all."""

from collections.abc import Iterable, Mapping
from typing import Any

from tests.contract.commands import NONSENSE, UNKNOWN
from tests.visitors import Visitor

# They sign somebody out, or take somebody away: nobody would be left to ask the others.
NOT_ASKED = ("/sign-out", "/removal", "/sessions/", "/revocation")
MOST_TIMES = 3  # some are looked at only once the others can be taken


def members_taken(
    program: Visitor, places: Mapping[str, str], candidates: Mapping[str, Iterable[str]]
) -> dict[str, set[str]]:
    """By route. places: an address of each. candidates: what it may read, by route."""
    return {
        rule: _taken(program, place, candidates.get(rule, ()))
        for rule, place in sorted(places.items())
        if not any(word in rule for word in NOT_ASKED)
    }


def _taken(program: Visitor, place: str, names: Iterable[str]) -> set[str]:
    waiting, taken = set(names), set[str]()
    for _time in range(MOST_TIMES):
        told = _complaints(program, place, waiting) if waiting else {}
        unknown = told.get(UNKNOWN)
        found = {name for name in waiting if name in told and told[name] != unknown}
        waiting, taken = waiting - found, taken | found
    return taken


def _complaints(program: Visitor, place: str, names: Iterable[str]) -> dict[str, str]:
    sent: dict[str, Any] = dict.fromkeys([*names, UNKNOWN], NONSENSE)
    answer = program.post(place, **sent)
    error = answer.json.get("error", {}) if answer.is_json else {}
    return dict(error.get("fields", {}))
