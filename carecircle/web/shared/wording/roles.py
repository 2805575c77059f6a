"""Roles in words."""

from carecircle.web.language.translation import gettext


def role_words(role: str) -> str:
    return {
        "admin": gettext("admin"),
        "caregiver": gettext("caregiver"),
        "viewer": gettext("viewer"),
        "tablet": gettext("tablet"),
    }.get(role, role)
