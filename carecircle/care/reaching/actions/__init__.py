"""Verbs: enter and verify an address, take pushes, queue, send, stop."""

from carecircle.care.reaching.actions.addresses import (
    add_contact_point,
    end_contact_point,
    end_subscription,
    subscribe,
    verify,
)
from carecircle.care.reaching.actions.news import tell_who_was_called
from carecircle.care.reaching.actions.outbox import queue_emergency, stop
from carecircle.care.reaching.actions.screens import report_screen
from carecircle.care.reaching.actions.sending import claim, settle

__all__ = [
    "add_contact_point",
    "claim",
    "end_contact_point",
    "end_subscription",
    "queue_emergency",
    "report_screen",
    "settle",
    "stop",
    "subscribe",
    "tell_who_was_called",
    "verify",
]
