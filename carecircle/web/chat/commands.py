"""Chat over the websocket."""

from collections.abc import Callable
from typing import Any

from carecircle.care.actor import Actor
from carecircle.care.chat import actions, inputs, queries
from carecircle.db.session import reading
from carecircle.events.idempotency import digest
from carecircle.realtime import ephemeral
from carecircle.web.chat.resources import said
from carecircle.web.http.idempotent_writes import Outcome, key_of
from carecircle.web.http.params import named

Message = dict[str, Any]
Passing = Callable[[Actor, Message], tuple[int, Message]]


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


def _typing(type_: str) -> Passing:
    """Passed on and forgotten: no transaction, no row, no cursor moves."""

    def tell(actor: Actor, message: Message) -> tuple[int, Message]:
        actor.must_be_allowed("message:send")
        with reading() as session:
            channel_id = named(message, "channel")
            channel = queries.the_channel(session, actor.family_id, channel_id, actor.role)
        if channel.audience == "family":  # of the others nobody else may know
            name = actor.name.split()[0]
            data = {"channel": channel.id, "member": actor.member_id, "name": name}
            ephemeral(actor.family_id, type_, data)
        return 200, {"channel": channel.id}

    return tell


CHAT_MESSAGES = {"family:send-message": say}
PASSING_MESSAGES = {type_: _typing(type_) for type_ in ("typing:start", "typing:stop")}
