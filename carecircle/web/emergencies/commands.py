"""Emergency commands over the websocket."""

from typing import Annotated, ClassVar

from carecircle.care.actor import Actor
from carecircle.care.emergencies import actions
from carecircle.care.emergencies.inputs import (
    ANSWER,
    AcknowledgementInput,
    RaiseInput,
    ReceiptInput,
    ResolutionInput,
)
from carecircle.care.inputs import Command, named
from carecircle.web.emergencies.resources import key_of_press, outcome_of
from carecircle.web.http.command_keys import lasting_key
from carecircle.web.http.command_types import WriteCommand, write_command
from carecircle.web.http.idempotent_writes import WriteResult


class RaiseCommand(RaiseInput, Command):
    """Raises an emergency. Its type is in `kind` or `emergency_type`: `type` is the message's."""

    ALIASES: ClassVar[dict[str, str]] = {"kind": "type", "emergency_type": "type"}


class EmergencyCommand(Command):
    """A command about one emergency."""

    emergency: Annotated[str, named("emergency")]


class DeclineCommand(EmergencyCommand):
    """Says that one cannot come to an emergency. The escalation goes on."""


class RefuseCommand(EmergencyCommand):
    """Says that one cannot come to an emergency: the older name of `emergency:decline`."""


class SeenCommand(EmergencyCommand):
    """Confirms that the member has seen the alert of an emergency."""


class AcknowledgeCommand(AcknowledgementInput, EmergencyCommand):
    """Acknowledges an emergency; "on my way" by default."""

    answer: Annotated[str, ANSWER] = "on_my_way"


class ResolveCommand(ResolutionInput, EmergencyCommand):
    """Resolves an emergency with its outcome."""


def press(actor: Actor, command: RaiseCommand) -> WriteResult:
    press_key = key_of_press(actor, lasting_key(command.idempotency_key, command.ref))
    emergency, is_new = actions.raise_emergency(actor, command, press_key)
    return outcome_of(emergency, 201 if is_new else 200)


def acknowledge(actor: Actor, command: AcknowledgeCommand) -> WriteResult:
    return outcome_of(actions.acknowledge(actor, command.emergency, command), 200)


def decline(actor: Actor, command: EmergencyCommand) -> WriteResult:
    return outcome_of(actions.decline(actor, command.emergency), 200)


def see(actor: Actor, command: EmergencyCommand) -> WriteResult:
    return outcome_of(actions.confirm(actor, command.emergency, ReceiptInput(kind="seen")), 200)


def resolve(actor: Actor, command: ResolveCommand) -> WriteResult:
    return outcome_of(actions.resolve(actor, command.emergency, command), 200)


EMERGENCY_MESSAGES: dict[str, WriteCommand] = {
    "emergency:raise": write_command(RaiseCommand, press),
    "emergency:acknowledge": write_command(AcknowledgeCommand, acknowledge),
    "emergency:decline": write_command(DeclineCommand, decline),
    "emergency:refuse": write_command(RefuseCommand, decline),
    "emergency:seen": write_command(SeenCommand, see),
    "emergency:resolve": write_command(ResolveCommand, resolve),
}
