"""Actions: found a family, invite, join, change a role, leave; its home tablets."""

from carecircle.care.families.actions.founding import create_family
from carecircle.care.families.actions.inviting import (
    OVER,
    accept_invitation,
    invite,
    withdraw_invitation,
)
from carecircle.care.families.actions.leaving import change_role, remove_member
from carecircle.care.families.actions.tablet_codes import (
    make_tablet_code,
    use_tablet_code,
    withdraw_tablet_code,
)
from carecircle.care.families.actions.tablets import enrol_tablet, stop_tablet

__all__ = [
    "OVER",
    "accept_invitation",
    "change_role",
    "create_family",
    "enrol_tablet",
    "invite",
    "make_tablet_code",
    "remove_member",
    "stop_tablet",
    "use_tablet_code",
    "withdraw_invitation",
    "withdraw_tablet_code",
]
