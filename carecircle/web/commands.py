"""What a websocket may ask for: the same inputs, actions and resources as the forms."""

import json
from collections.abc import Callable
from typing import Any

from carecircle.care.actor import Actor
from carecircle.events import idempotency
from carecircle.web.chat.binary import announced, arrived
from carecircle.web.chat.commands import CHAT_MESSAGES, PASSING_MESSAGES
from carecircle.web.emergencies.commands import EMERGENCY_MESSAGES
from carecircle.web.http.idempotent_writes import Outcome, key_of, once
from carecircle.web.medications.giving.commands import MEDICATION_LOOKS, MEDICATION_MESSAGES

Message = dict[str, Any]
Work = Callable[[Actor, Message], Outcome]
Look = Callable[[Actor, Message], Message]  # before the transaction, at what is not of its body
Handler = Callable[[Actor, Message], tuple[int, dict[str, Any]]]

NOT_OF_THE_BODY = frozenset({"ref", "idempotency_key", "witness_pin"})
_WORK: dict[str, Work] = {**EMERGENCY_MESSAGES, **MEDICATION_MESSAGES, **CHAT_MESSAGES}


_LOOKS: dict[str, Look] = {**MEDICATION_LOOKS}
BINARY = {"attachment:announce": arrived}


def handlers() -> dict[str, Handler]:
    """By the type of the message."""
    return (
        {type_: _handler(work, _LOOKS.get(type_, _as_it_is)) for type_, work in _WORK.items()}
        | PASSING_MESSAGES
        | {"attachment:announce": announced}
    )


def _as_it_is(actor: Actor, message: Message) -> Message:
    return message


def _handler(work: Work, look: Look) -> Handler:
    def handle(actor: Actor, message: Message) -> tuple[int, dict[str, Any]]:
        key = key_of(message.get("idempotency_key"))
        scope = key and _scope(actor, message, key)
        seen = look(actor, message)
        outcome = once(scope, _body(message), lambda: work(actor, seen))
        return outcome.status, outcome.resource

    return handle


def _scope(actor: Actor, message: Message, key: str) -> str:
    who = actor.account_id or actor.device_id or ""
    return idempotency.digest(who, "websocket", f"{actor.family_id} {message['type']}", key)


def _body(message: Message) -> str:
    told = {name: value for name, value in message.items() if name not in NOT_OF_THE_BODY}
    return idempotency.digest(json.dumps(told, sort_keys=True, default=str))
