"""Actions: add and verify an address, subscribe to pushes, queue, send, stop."""

from carecircle.care.outreach.actions.addresses import (
    add_contact_point,
    end_contact_point,
    end_subscription,
    subscribe,
    verify,
)
from carecircle.care.outreach.actions.news import queue_news_for_called_contacts
from carecircle.care.outreach.actions.outbox import queue_emergency, stop_alerts
from carecircle.care.outreach.actions.screens import report_screen
from carecircle.care.outreach.actions.sending import claim, settle

__all__ = [
    "add_contact_point",
    "claim",
    "end_contact_point",
    "end_subscription",
    "queue_emergency",
    "queue_news_for_called_contacts",
    "report_screen",
    "settle",
    "stop_alerts",
    "subscribe",
    "verify",
]
