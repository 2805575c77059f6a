"""Which roles may see an event. An event that a member may not see keeps its place in the log."""

from collections.abc import Mapping
from typing import Any

from carecircle.events.catalogue import TYPES

SEEN_BY = {
    "family": frozenset({"admin", "caregiver", "viewer"}),
    "carers": frozenset({"admin", "caregiver"}),
    "admins": frozenset({"admin"}),
}

TABLET = "tablet"


def is_shown(type_: str, audience: str, role: str) -> bool:
    """Returns whether a role sees an event of this audience.

    A home tablet sees emergencies and doses that the whole family may see."""
    if role != TABLET:
        return may_see(audience, role)
    kind = TYPES.get(type_)
    return audience == "family" and kind is not None and kind.on_tablet


def without_details(type_: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """Returns the data for a home tablet, without the texts that a passer-by may not read."""
    kind = TYPES.get(type_)
    return {name: value for name, value in data.items() if not kind or name not in kind.details}


def may_see(audience: str, role: str) -> bool:
    return role in SEEN_BY[audience]
