"""Which roles may see an event. An event outside a member's audience keeps its place."""

SEEN_BY = {
    "family": frozenset({"admin", "caregiver", "viewer"}),
    "carers": frozenset({"admin", "caregiver"}),
    "admins": frozenset({"admin"}),
}


def may_see(audience: str, role: str) -> bool:
    return role in SEEN_BY[audience]
