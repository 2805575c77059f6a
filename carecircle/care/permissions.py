"""Permissions: which roles may do what, in one table."""

ADMIN, CAREGIVER, VIEWER = "admin", "caregiver", "viewer"
ROLES = (ADMIN, CAREGIVER, VIEWER)

TABLET = "tablet"  # the home tablet: not a person, so it reads little and cannot sign

_EVERYONE = frozenset(ROLES)
_AT_HOME = _EVERYONE | {TABLET}
_CARERS = frozenset({ADMIN, CAREGIVER})
_ADMINS = frozenset({ADMIN})

MAY: dict[str, frozenset[str]] = {
    "family:read": _EVERYONE,
    "family:change": _ADMINS,
    "family:leave": _EVERYONE,
    "member:invite": _ADMINS,
    "member:change": _ADMINS,
    "recipient:change": _CARERS,
    "medication:change": _CARERS,
    "administration:record": _CARERS,
    "warning:acknowledge": _EVERYONE,
    "home:read": _AT_HOME,
    "emergency:raise": _AT_HOME,
    "emergency:confirm": _AT_HOME,
    "emergency:answer": _EVERYONE,
    "emergency:resolve": _EVERYONE,
    "contact:change": _EVERYONE,
    "screen:report": _AT_HOME,
    "note:add": _EVERYONE,
    "message:send": _EVERYONE,
    "channel:open": _CARERS,
    "observation:record": _CARERS,
    "agenda:change": _CARERS,
    "shift:work": _CARERS,
    "shift:plan": _ADMINS,
    "audit:read": _ADMINS,
}


def allows(role: str, action: str) -> bool:
    """Returns whether the role may do it; unknown actions are denied to every role."""
    return role in MAY.get(action, frozenset())
