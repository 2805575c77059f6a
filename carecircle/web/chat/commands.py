"""Chat commands over the websocket."""

import json
from typing import Annotated, ClassVar

from carecircle.care.actor import Actor
from carecircle.care.chat import actions, queries
from carecircle.care.chat.inputs import MessageInput
from carecircle.care.errors import Invalid
from carecircle.care.inputs import Command, named
from carecircle.care.translatable import lazy_gettext as _
from carecircle.db.session import reading
from carecircle.events.idempotency import digest
from carecircle.realtime import ephemeral
from carecircle.web.chat.resources import message_outcome
from carecircle.web.chat.typists import START, STOP
from carecircle.web.http.command_types import (
    Answer,
    EphemeralCommand,
    Work,
    WriteCommand,
    ephemeral_command,
)
from carecircle.web.http.command_types import Message as Fields
from carecircle.web.http.idempotent_writes import key_of


class ChannelCommand(Command):
    """A command about one channel."""

    channel: Annotated[str, named("channel")]


class TypingStartCommand(ChannelCommand):
    """Shows the others in the channel that the member is writing."""


class TypingStopCommand(ChannelCommand):
    """Shows the others in the channel that the member is no longer writing."""


class SendCommand(MessageInput, Command):
    """Sends a message to the channel; to the family's first one if none is named."""

    channel: Annotated[str | None, named("channel")] = None

    ALIASES: ClassVar[dict[str, str]] = {"message": "text"}


def send_message(actor: Actor, message: Fields) -> Work:
    """Sends a message. A repeat with the same `ref` after a lost connection is the same message."""
    command = SendCommand.read(message)
    channel_id = command.channel or _first_channel(actor)
    key = _key(command, channel_id)
    return lambda: message_outcome(*actions.send_message(actor, channel_id, command, key))


def _first_channel(actor: Actor) -> str:
    """Returns the oldest channel of the whole family. Raises Invalid if there is none."""
    with reading() as session:
        for channel in queries.channels_of(session, actor.family_id, actor.role):
            if channel.audience == "family":
                return channel.id
    raise Invalid({"channel": _("Name the %(name)s", name="channel")})


def _key(command: SendCommand, channel_id: str) -> str | None:
    """Returns a key that includes the text: a `ref` may be a counter that restarts. The text "1"
    is another one than the number 1."""
    given = key_of(command.idempotency_key)
    if given is not None or command.ref is None:
        return given
    if isinstance(command.ref, str):
        return digest("ref", command.ref, channel_id, command.text)
    return digest("ref in JSON", json.dumps(command.ref), channel_id, command.text)


def _typing(type_: str, command_type: type[ChannelCommand]) -> EphemeralCommand:
    def tell(actor: Actor, command: ChannelCommand) -> Answer:
        actor.must_be_allowed("message:send")
        with reading() as session:
            channel = queries.the_channel(session, actor.family_id, command.channel, actor.role)
        if channel.audience == "family":  # others must not learn that the channel exists
            name = actor.name.split()[0]
            data = {"channel": channel.id, "member": actor.member_id, "name": name}
            ephemeral(actor.family_id, type_, data)
        return 200, {"channel": channel.id}

    return ephemeral_command(command_type, tell)


CHAT_MESSAGES = {"family:send-message": WriteCommand(SendCommand, send_message)}
PASSING_MESSAGES = {
    START: _typing(START, TypingStartCommand),
    STOP: _typing(STOP, TypingStopCommand),
}
