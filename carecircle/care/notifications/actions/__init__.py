"""Actions: record visits and reads, set choices, update badges, send digests and warnings."""

from carecircle.care.notifications.actions.badges import advance_quiet_hours, notify_off_duty
from carecircle.care.notifications.actions.digest import send_digests
from carecircle.care.notifications.actions.read_positions import (
    mark_notifications_read,
    mark_since_read,
    record_visit,
    set_choices,
)
from carecircle.care.notifications.actions.warnings import send_warnings

__all__ = [
    "advance_quiet_hours",
    "mark_notifications_read",
    "mark_since_read",
    "notify_off_duty",
    "record_visit",
    "send_digests",
    "send_warnings",
    "set_choices",
]
