"""Recording a dose over the websocket, with the same input as the form."""

from collections.abc import Mapping
from typing import Annotated, Any

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.errors import Invalid
from carecircle.care.inputs import Command, named
from carecircle.care.medications.giving import actions, queries
from carecircle.care.medications.giving.device_clock import corrected
from carecircle.care.medications.giving.inputs import AdministrationInput
from carecircle.care.typed_times import time_of_day
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
    command = LogCommand.read(_with_time(actor, message))
    timed = corrected(command, clock.now())
    witness = witness_from(actor, command)

    def record() -> WriteResult:
        made = actions.record_administration(actor, command.dose, timed.values, witness)
        here = f"/families/{actor.family_id}/administrations/{made.id}"
        return WriteResult({**administration_resource(made), **timed.told}, here)

    return record


def _with_time(actor: Actor, message: Message) -> Mapping[str, Any]:
    """Returns the message with a typed time of day as an instant; without it where no dose is
    named, which the command refuses together with whatever else is wrong. Raises NotFound."""
    try:
        dose = DoseCommand.read({"dose": message.get("dose")}).dose
    except Invalid:
        is_typed = time_of_day(str(message.get("given_at"))) is not None
        return {**message, "given_at": None} if is_typed else message
    with reading() as session:
        return resolve_typed_time(queries.the_dose(session, actor.family_id, dose), message)


MEDICATION_MESSAGES = {"medication:log": WriteCommand(LogCommand, log)}
