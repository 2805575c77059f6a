"""Chat over the websocket."""

from typing import Any

from carecircle.care.acting import Actor
from carecircle.care.chat import actions, inputs
from carecircle.events.idempotency import digest
from carecircle.web.chat.resources import said
from carecircle.web.named import named
from carecircle.web.once import Outcome, key_of

Message = dict[str, Any]


def say(actor: Actor, message: Message) -> Outcome:
    """Sent again with the same `ref` after a broken connection, it is the same message."""
    channel = named(message, "channel")
    values = inputs.MessageInput.read(message)
    return said(*actions.send_message(actor, channel, values, _key(channel, message)))


def _key(channel: str, message: Message) -> str | None:
    """A `ref` may be a counter that begins anew with each connection: the words go with it."""
    given = key_of(message.get("idempotency_key"))
    if given is not None or message.get("ref") is None:
        return given
    return digest("ref", str(message["ref"]), channel, str(message.get("text")))


CHAT_MESSAGES = {"family:send-message": say}
