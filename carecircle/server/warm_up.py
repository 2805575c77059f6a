"""A rehearsed emergency that nobody sees: raised, rendered and rolled back when a worker starts.

The first use builds statements and templates. A family's first emergency must not wait for that."""

from contextlib import suppress

import structlog
from flask import Flask

from carecircle.auth import accounts
from carecircle.care.actor import Actor
from carecircle.care.emergencies.actions import raise_emergency
from carecircle.care.emergencies.inputs import RaiseInput
from carecircle.care.families.actions import create_family
from carecircle.care.permissions import ADMIN, VIEWER
from carecircle.db.base import new_id
from carecircle.db.session import Transaction, transaction
from carecircle.events import cursor
from carecircle.realtime.forms import Variant
from carecircle.web.emergencies.resources import outcome_of
from carecircle.web.rendering import Renderer

log = structlog.get_logger("carecircle.rehearsal")
LAST = 99


class _Over(Exception):
    """Raised to roll the transaction back."""


def rehearse(app: Flask) -> None:
    """Rehearses an emergency. An error is logged and does not stop the worker."""
    try:
        with app.app_context(), suppress(_Over), transaction() as tx:
            family_id = _raise(app)
            tx.before_commit(lambda: _show(app, tx, family_id), rank=LAST)
    except Exception as error:
        log.warning("not rehearsed", error=type(error).__name__, exc_info=True)


def _raise(app: Flask) -> str:
    email = f"rehearsal.{new_id()}@rehearsal.invalid"
    accounts.sign_up(email, "Rehearsal", None)
    account = accounts.find(email)
    founder = create_family(account.id, "Rehearsal", name="Rehearsal", zone="UTC", language="en")
    sensor = Actor(founder.family_id, None, "Rehearsal", ADMIN)
    emergency, _ = raise_emergency(sensor, RaiseInput(), new_id())
    outcome_of(emergency, 201)
    return founder.family_id


def _show(app: Flask, tx: Transaction, family_id: str) -> None:
    render, head = Renderer(app), cursor.head(tx.session, family_id)
    for event in cursor.read_after(tx.session, family_id, 0, head.seq):
        for role in (ADMIN, VIEWER):
            render(event, head.epoch, Variant("html", role, "en"))
    raise _Over
