"""Photos over the websocket: an announcement, then binary messages, then one stored file."""

from hashlib import sha256
from typing import Annotated

from carecircle.care.actor import Actor
from carecircle.care.chat import queries
from carecircle.care.errors import Invalid
from carecircle.care.inputs import Command, Line, Whole
from carecircle.care.translatable import lazy_gettext as _
from carecircle.db.session import reading
from carecircle.web.chat.attachments import UploadInput, store_attachment
from carecircle.web.http.command_keys import command_key, write_command_once
from carecircle.web.http.command_types import Answer, Message, ephemeral_command
from carecircle.web.http.photos import MOST_BYTES, file_of

LARGEST_CHUNK = 64 * 1024


class AnnounceCommand(UploadInput, Command):
    """Announces a file that follows in binary messages."""

    name: Annotated[str, Line(required=_("Name the file"), most=120)]
    content_type: Annotated[str | None, Line(most=100)] = None
    size: Annotated[int, Whole(1, MOST_BYTES, required=_("Say how many bytes the file has"))]


def check_announcement(actor: Actor, command: AnnounceCommand) -> Answer:
    """Returns whether the file is accepted; nothing is stored yet."""
    actor.must_be_allowed("message:send")
    if command.channel is not None:
        with reading() as session:
            queries.the_channel(session, actor.family_id, command.channel, actor.role)
    return 200, {"size": command.size, "chunk": LARGEST_CHUNK}


ANNOUNCE = ephemeral_command(AnnounceCommand, check_announcement)


def store_announced(actor: Actor, message: Message, content: bytes) -> Answer:
    """Stores the file once all of it has arrived. message: its announcement."""
    values = AnnounceCommand.read(message)
    if len(content) != values.size:
        raise Invalid({"size": _("The file size does not match the announcement")})
    file = file_of(values.name, values.content_type, content)
    key = command_key(actor, message | {"content": sha256(content).hexdigest()})
    outcome = write_command_once(key, lambda: store_attachment(actor, file, values))
    return outcome.status, outcome.resource
