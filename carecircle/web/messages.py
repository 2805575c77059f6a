"""What a websocket may ask for: the same inputs, actions and resources as the forms."""

import json
from collections.abc import Callable
from typing import Any

from carecircle.care.acting import Actor
from carecircle.events import idempotency
from carecircle.web.chat.binary import announced, arrived
from carecircle.web.chat.messages import CHAT_MESSAGES, PASSING_MESSAGES
from carecircle.web.emergencies.messages import EMERGENCY_MESSAGES
from carecircle.web.medications.messages import MEDICATION_MESSAGES
from carecircle.web.once import Outcome, key_of, once

Message = dict[str, Any]
Work = Callable[[Actor, Message], Outcome]
Handler = Callable[[Actor, Message], tuple[int, dict[str, Any]]]

NOT_OF_THE_BODY = frozenset({"ref", "idempotency_key"})
_WORK: dict[str, Work] = {**EMERGENCY_MESSAGES, **MEDICATION_MESSAGES, **CHAT_MESSAGES}


BINARY = {"attachment:announce": arrived}


def handlers() -> dict[str, Handler]:
    """By the type of the message."""
    return (
        {type_: _handler(work) for type_, work in _WORK.items()}
        | PASSING_MESSAGES
        | {"attachment:announce": announced}
    )


def _handler(work: Work) -> Handler:
    def handle(actor: Actor, message: Message) -> tuple[int, dict[str, Any]]:
        key = key_of(message.get("idempotency_key"))
        scope = key and _scope(actor, message, key)
        outcome = once(scope, _body(message), lambda: work(actor, message))
        return outcome.status, outcome.resource

    return handle


def _scope(actor: Actor, message: Message, key: str) -> str:
    who = actor.account_id or actor.device_id or ""
    return idempotency.digest(who, "websocket", f"{actor.family_id} {message['type']}", key)


def _body(message: Message) -> str:
    told = {name: value for name, value in message.items() if name not in NOT_OF_THE_BODY}
    return idempotency.digest(json.dumps(told, sort_keys=True, default=str))
