"""Actions: add and verify an address, subscribe to pushes, queue, send, stop."""

from carecircle.care.outreach.actions.addresses import (
    add_contact_point,
    end_contact_point,
    end_subscription,
    subscribe,
    verify,
)
from carecircle.care.outreach.actions.news import notify_called_contacts
from carecircle.care.outreach.actions.outbox import queue_emergency, stop
from carecircle.care.outreach.actions.screens import report_screen
from carecircle.care.outreach.actions.sending import claim, settle

__all__ = [
    "add_contact_point",
    "claim",
    "end_contact_point",
    "end_subscription",
    "notify_called_contacts",
    "queue_emergency",
    "report_screen",
    "settle",
    "stop",
    "subscribe",
    "verify",
]
