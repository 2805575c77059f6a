"""Chat commands over the websocket."""

from typing import Annotated, ClassVar

from carecircle.care.actor import Actor
from carecircle.care.chat import actions, queries
from carecircle.care.chat.inputs import MessageInput
from carecircle.care.inputs import Command, named
from carecircle.db.session import reading
from carecircle.events.idempotency import digest
from carecircle.realtime import ephemeral
from carecircle.web.chat.resources import message_outcome
from carecircle.web.http.command_types import (
    Answer,
    EphemeralCommand,
    ephemeral_command,
    write_command,
)
from carecircle.web.http.idempotent_writes import Outcome, key_of


class ChannelCommand(Command):
    """A command about one channel."""

    channel: Annotated[str, named("channel")]


class TypingStartCommand(ChannelCommand):
    """Shows the others in the channel that the member is writing."""


class TypingStopCommand(ChannelCommand):
    """Shows the others in the channel that the member is no longer writing."""


class SendCommand(MessageInput, ChannelCommand):
    """Sends a message to the channel."""

    ALIASES: ClassVar[dict[str, str]] = {"message": "text"}


def send_message(actor: Actor, command: SendCommand) -> Outcome:
    """Sends a message. A repeat with the same `ref` after a lost connection is the same message."""
    return message_outcome(*actions.send_message(actor, command.channel, command, _key(command)))


def _key(command: SendCommand) -> str | None:
    """Returns a key that includes the text: a `ref` may be a counter that restarts."""
    given = key_of(command.idempotency_key)
    if given is not None or command.ref is None:
        return given
    return digest("ref", str(command.ref), command.channel, command.text)


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


CHAT_MESSAGES = {"family:send-message": write_command(SendCommand, send_message)}
PASSING_MESSAGES = {
    "typing:start": _typing("typing:start", TypingStartCommand),
    "typing:stop": _typing("typing:stop", TypingStopCommand),
}
