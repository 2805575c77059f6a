"""The websocket commands: the same inputs, actions and resources as the forms."""

from collections.abc import Callable

from carecircle.care.actor import Actor
from carecircle.care.inputs import Command
from carecircle.web.chat.binary import ANNOUNCE, store_announced
from carecircle.web.chat.commands import CHAT_MESSAGES, PASSING_MESSAGES
from carecircle.web.emergencies.commands import EMERGENCY_MESSAGES
from carecircle.web.http.command_keys import command_key, write_command_once
from carecircle.web.http.command_types import Answer, EphemeralCommand, Message, WriteCommand
from carecircle.web.medications.giving.commands import MEDICATION_MESSAGES

Handler = Callable[[Actor, Message], Answer]

_WRITES: dict[str, WriteCommand] = {**EMERGENCY_MESSAGES, **MEDICATION_MESSAGES, **CHAT_MESSAGES}
_EPHEMERAL: dict[str, EphemeralCommand] = {**PASSING_MESSAGES, "attachment:announce": ANNOUNCE}
COMMANDS: dict[str, type[Command]] = {
    **{type_: one.command for type_, one in _WRITES.items()},
    **{type_: one.command for type_, one in _EPHEMERAL.items()},
}
BINARY = {"attachment:announce": store_announced}


def handlers() -> dict[str, Handler]:
    """Returns the handlers by message type."""
    once_each = {type_: _handler(one) for type_, one in _WRITES.items()}
    return once_each | {type_: one.handle for type_, one in _EPHEMERAL.items()}


def _handler(command: WriteCommand) -> Handler:
    def handle(actor: Actor, message: Message) -> Answer:
        work = command.prepare(actor, message)
        outcome = write_command_once(command_key(actor, message), work)
        return outcome.status, outcome.resource

    return handle
