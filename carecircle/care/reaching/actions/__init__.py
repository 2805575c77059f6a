"""Verbs: enter and verify an address, take pushes, queue, send, stop."""

from carecircle.care.reaching.actions.addresses import (
    add_contact_point,
    end_contact_point,
    end_subscription,
    subscribe,
    verify,
)
from carecircle.care.reaching.actions.outbox import claim, queue_emergency, settle, stop

__all__ = [
    "add_contact_point",
    "claim",
    "end_contact_point",
    "end_subscription",
    "queue_emergency",
    "settle",
    "stop",
    "subscribe",
    "verify",
]
