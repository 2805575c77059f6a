"""The websocket commands: the same inputs, actions and resources as the forms."""

import json
from collections.abc import Callable

from carecircle.care.actor import Actor
from carecircle.care.inputs import Command
from carecircle.events import idempotency
from carecircle.web.chat.binary import ANNOUNCE, store_announced
from carecircle.web.chat.commands import CHAT_MESSAGES, PASSING_MESSAGES
from carecircle.web.emergencies.commands import EMERGENCY_MESSAGES
from carecircle.web.http.command_types import Answer, EphemeralCommand, Message, WriteCommand
from carecircle.web.http.idempotent_writes import key_of, write_once
from carecircle.web.medications.giving.commands import MEDICATION_MESSAGES

Handler = Callable[[Actor, Message], Answer]

FIELDS_NOT_DIGESTED = frozenset({"ref", "idempotency_key", "witness_pin"})
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
        key = key_of(message.get("idempotency_key"))
        scope = key and _scope(actor, message, key)
        outcome = write_once(scope, _body(message), command.prepare(actor, message))
        return outcome.status, outcome.resource

    return handle


def _scope(actor: Actor, message: Message, key: str) -> str:
    actor_id = actor.account_id or actor.device_id or ""
    return idempotency.digest(actor_id, "websocket", f"{actor.family_id} {message['type']}", key)


def _body(message: Message) -> str:
    fields = {name: value for name, value in message.items() if name not in FIELDS_NOT_DIGESTED}
    return idempotency.digest(json.dumps(fields, sort_keys=True, default=str))
