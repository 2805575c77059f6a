"""Giving a dose over the websocket: what the form says, said in a message."""

from typing import Any

from carecircle.care.actor import Actor
from carecircle.care.medications.giving import actions, inputs, queries
from carecircle.db.session import reading
from carecircle.web.http.idempotent_writes import Outcome
from carecircle.web.http.params import named
from carecircle.web.medications.giving.resources import administration_resource
from carecircle.web.medications.giving.times_words import on_the_clock
from carecircle.web.medications.giving.witnesses import witness_in

Message = dict[str, Any]


def looked_at(actor: Actor, message: Message) -> Message:
    """With the witness whose PIN it was, and the time on the recipient's clock."""
    actor.must_be_allowed("administration:record")
    with reading() as session:
        zone = queries.the_dose(session, actor.family_id, named(message, "dose")).zone
    return on_the_clock(zone, message) | {"signed": witness_in(actor, message)}


def log(actor: Actor, message: Message) -> Outcome:
    values = inputs.AdministrationInput.read(message)
    dose, witness = named(message, "dose"), message["signed"]
    record = actions.record_administration(actor, dose, values, witness)
    here = f"/families/{actor.family_id}/administrations/{record.id}"
    return Outcome(administration_resource(record), here)


MEDICATION_MESSAGES = {"medication:log": log}
MEDICATION_LOOKS = {"medication:log": looked_at}
