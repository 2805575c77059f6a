"""Verbs of a family: found it, invite into it, join, change a role, leave or be removed."""

from carecircle.care.families.actions.founding import found_family
from carecircle.care.families.actions.inviting import (
    OVER,
    accept_invitation,
    invite,
    withdraw_invitation,
)
from carecircle.care.families.actions.leaving import change_role, remove_member
from carecircle.care.families.actions.tablets import enrol_tablet, stop_tablet

__all__ = [
    "OVER",
    "accept_invitation",
    "change_role",
    "enrol_tablet",
    "found_family",
    "invite",
    "remove_member",
    "stop_tablet",
    "withdraw_invitation",
]
