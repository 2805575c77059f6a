"""Recording a dose over the websocket, with the same input as the form."""

from typing import Annotated

from carecircle.care.actor import Actor
from carecircle.care.errors import Invalid
from carecircle.care.inputs import Command, named
from carecircle.care.medications.giving import actions, queries
from carecircle.care.medications.giving.inputs import AdministrationInput
from carecircle.db.session import reading
from carecircle.web.http.command_types import Message, Work, WriteCommand
from carecircle.web.http.idempotent_writes import Outcome
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
    command = LogCommand.read(resolve_typed_time(_zone_of(actor, message), message))
    witness = witness_from(actor, command)

    def record() -> Outcome:
        made = actions.record_administration(actor, command.dose, command, witness)
        here = f"/families/{actor.family_id}/administrations/{made.id}"
        return Outcome(administration_resource(made), here)

    return record


def _zone_of(actor: Actor, message: Message) -> str:
    """Returns the time zone of the dose's recipient; UTC where no dose is named, which the command
    refuses together with whatever else is wrong. Raises NotThere."""
    try:
        dose = DoseCommand.read({"dose": message.get("dose")}).dose
    except Invalid:
        return "UTC"
    with reading() as session:
        return queries.the_dose(session, actor.family_id, dose).zone


MEDICATION_MESSAGES = {"medication:log": WriteCommand(LogCommand, log)}
