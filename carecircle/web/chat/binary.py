"""A photo over the websocket: announced, then in binary messages, then kept."""

from typing import Any

from carecircle.care.actor import Actor
from carecircle.care.chat import queries
from carecircle.care.errors import Invalid
from carecircle.care.inputs import Line, Whole
from carecircle.care.translatable import lazy_gettext as _
from carecircle.db.session import reading
from carecircle.web.chat.attachments import UploadInput, kept
from carecircle.web.http.idempotent_writes import once
from carecircle.web.http.photos import MOST_BYTES, file_of

Message = dict[str, Any]
LARGEST_CHUNK = 64 * 1024


class AnnounceInput(UploadInput):
    name = Line(required=_("Name the file"), most=120)
    content_type = Line(most=100)
    size = Whole(1, MOST_BYTES, required=_("Say how many bytes it has"))


def announced(actor: Actor, message: Message) -> tuple[int, Message]:
    """Whether it may come: nothing is kept yet."""
    actor.must_be_allowed("message:send")
    values = AnnounceInput.read({n: message.get(n) for n in AnnounceInput()._fields})
    if values.channel is not None:
        with reading() as session:
            queries.the_channel(session, actor.family_id, values.channel, actor.role)
    return 200, {"size": values.size, "chunk": LARGEST_CHUNK}


def arrived(actor: Actor, message: Message, content: bytes) -> tuple[int, Message]:
    """All of it is here. message: the announcement."""
    values = AnnounceInput.read({n: message.get(n) for n in AnnounceInput()._fields})
    if len(content) != values.size:
        raise Invalid({"size": _("More came than was announced")})
    file = file_of(values.name, values.content_type, content)
    outcome = once(None, "", lambda: kept(actor, file, values))
    return outcome.status, outcome.resource
