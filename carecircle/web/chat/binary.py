"""A photo over the websocket: announced, then in binary messages, then kept."""

from typing import Annotated

from carecircle.care.acting import Actor
from carecircle.care.chat import queries
from carecircle.care.errors import Invalid
from carecircle.care.inputs import Command, Line, Whole
from carecircle.care.wording import say
from carecircle.db.session import reading
from carecircle.web.chat.attachments import UploadInput, kept
from carecircle.web.once import once
from carecircle.web.photos import MOST_BYTES, file_of
from carecircle.web.spoken import Answer, Message, passing

LARGEST_CHUNK = 64 * 1024


class AnnounceCommand(UploadInput, Command):
    """A file that comes after it, in binary messages."""

    name: Annotated[str, Line(required=say("Name the file"), most=120)]
    content_type: Annotated[str | None, Line(most=100)] = None
    size: Annotated[int, Whole(1, MOST_BYTES, required=say("Say how many bytes it has"))]


def announced(actor: Actor, command: AnnounceCommand) -> Answer:
    """Whether it may come: nothing is kept yet."""
    actor.must_be_allowed("message:send")
    if command.channel is not None:
        with reading() as session:
            queries.the_channel(session, actor.family_id, command.channel, actor.role)
    return 200, {"size": command.size, "chunk": LARGEST_CHUNK}


ANNOUNCE = passing(AnnounceCommand, announced)


def arrived(actor: Actor, message: Message, content: bytes) -> Answer:
    """All of it is here. message: the announcement."""
    values = AnnounceCommand.read(message)
    if len(content) != values.size:
        raise Invalid({"size": say("More came than was announced")})
    file = file_of(values.name, values.content_type, content)
    outcome = once(None, "", lambda: kept(actor, file, values))
    return outcome.status, outcome.resource
