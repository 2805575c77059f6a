"""Giving a dose over the websocket."""

from typing import Any

from carecircle.care.acting import Actor
from carecircle.care.medications import actions, inputs
from carecircle.web.medications.resources import administration_resource
from carecircle.web.named import named
from carecircle.web.once import Outcome


def log(actor: Actor, message: dict[str, Any]) -> Outcome:
    values = inputs.AdministrationInput.read(message)
    record = actions.record_administration(actor, named(message, "dose"), values)
    here = f"/families/{actor.family_id}/administrations/{record.id}"
    return Outcome(administration_resource(record), here)


MEDICATION_MESSAGES = {"medication:log": log}
