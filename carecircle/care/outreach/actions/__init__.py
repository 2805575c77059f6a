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
from carecircle.care.outreach.actions.warnings import queue_warning, stop_warning_messages

__all__ = [
    "add_contact_point",
    "claim",
    "end_contact_point",
    "end_subscription",
    "queue_emergency",
    "queue_news_for_called_contacts",
    "queue_warning",
    "report_screen",
    "settle",
    "stop_alerts",
    "stop_warning_messages",
    "subscribe",
    "verify",
]
