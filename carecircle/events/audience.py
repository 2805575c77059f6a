"""Which roles may see an event. An event outside a member's audience keeps its place."""

SEEN_BY = {
    "family": frozenset({"admin", "caregiver", "viewer"}),
    "carers": frozenset({"admin", "caregiver"}),
    "admins": frozenset({"admin"}),
}


ON_A_TABLET = ("emergency:", "medication:")


def is_shown(type_: str, audience: str, role: str) -> bool:
    """Returns whether a role sees an event of this audience.

    A home tablet sees emergencies and doses that the whole family may see."""
    is_at_home = role == "tablet" and audience == "family" and type_.startswith(ON_A_TABLET)
    return is_at_home or may_see(audience, role)


def may_see(audience: str, role: str) -> bool:
    return role in SEEN_BY[audience]
