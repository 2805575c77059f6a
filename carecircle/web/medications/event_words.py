"""Medications in the words of events, and which roles may give them."""

from carecircle.care import permissions
from carecircle.web.language.translation import gettext as _
from carecircle.web.shared.event_view import EventContext


def medication_name(it: EventContext) -> str:
    """Returns for example: Metformin 500 mg."""
    name, strength = it.data.get("medication_name"), it.data.get("strength")
    return f"{name} {strength or ''}".strip() if name else _("a medication")


def may_give(role: str) -> bool:
    return permissions.allows(role, "administration:record")
