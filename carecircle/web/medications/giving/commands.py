"""Recording a dose over the websocket, with the same input as the form."""

from typing import Annotated

from carecircle.care.actor import Actor
from carecircle.care.inputs import Command, named
from carecircle.care.medications.giving import actions, queries
from carecircle.care.medications.giving.inputs import AdministrationInput
from carecircle.db.session import reading
from carecircle.web.http.command_types import Message, Work, WriteCommand
from carecircle.web.http.idempotent_writes import WriteResult
from carecircle.web.medications.giving.resources import administration_resource
from carecircle.web.medications.giving.times_words import resolve_typed_time
from carecircle.web.medications.giving.witnesses import witness_from


class DoseCommand(Command):
    """A command about one dose."""

    dose: Annotated[str, named("dose")]


class LogCommand(AdministrationInput, DoseCommand):
    """Records the outcome of the dose."""


def log(actor: Actor, message: Message) -> Work:
    """Resolves the witness's PIN and the recipient's time zone before the transaction."""
    actor.must_be_allowed("administration:record")
    dose = DoseCommand.read({"dose": message.get("dose")}).dose
    with reading() as session:
        zone = queries.the_dose(session, actor.family_id, dose).zone
    command = LogCommand.read(resolve_typed_time(zone, message))
    witness = witness_from(actor, command)

    def record() -> WriteResult:
        made = actions.record_administration(actor, dose, command, witness)
        here = f"/families/{actor.family_id}/administrations/{made.id}"
        return WriteResult(administration_resource(made), here)

    return record


MEDICATION_MESSAGES = {"medication:log": WriteCommand(LogCommand, log)}
