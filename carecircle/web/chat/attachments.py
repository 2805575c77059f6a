"""Attachments over HTTP: uploaded with a plain form, served to members only."""

from typing import Annotated

from flask import Response, g, make_response, request

from carecircle.care.actor import Actor
from carecircle.care.chat import actions, inputs, queries
from carecircle.care.chat.models import ABOUT
from carecircle.care.errors import ActionError, Invalid
from carecircle.care.inputs import Choice, File, Input, Line
from carecircle.care.inputs.declared import reads_body
from carecircle.care.translatable import lazy_gettext
from carecircle.db.session import reading
from carecircle.web.chat.blueprint import bp
from carecircle.web.chat.messages import talk_context
from carecircle.web.chat.resources import attachment_resource
from carecircle.web.http.forms import form_page, or_again
from carecircle.web.http.idempotent_writes import WriteResult
from carecircle.web.http.photos import file_of
from carecircle.web.http.requests import submitted
from carecircle.web.http.responses import write
from carecircle.web.language.translation import gettext as _


class UploadInput(Input):
    channel: Annotated[str | None, Line(most=32)] = None
    text: Annotated[str | None, Line(most=4000)] = None
    about: Annotated[str | None, Choice(ABOUT)] = None
    about_id: Annotated[str | None, Line(most=32)] = None


@bp.post("/families/<id:family>/attachments")
@reads_body(UploadInput, file="A photo or any other file")
def attach(family: str) -> Response:
    """Uploads `file`; with `channel` it is also sent there, with `text` and `about` if given."""

    def upload() -> Response:
        values, sent = UploadInput.read(submitted()), request.files.get("file")
        if sent is None:
            raise Invalid({"file": lazy_gettext("Choose a file")})
        file = file_of(sent.filename, sent.mimetype, sent.read())
        return write(lambda: store_attachment(g.actor, file, values))

    return or_again(upload, lambda error: _channel_again(family, error))


def _channel_again(family: str, error: ActionError) -> Response:
    """Returns the page of the channel with its upload form as it was typed; the error itself where
    no channel is named."""
    channel = request.form.get("channel")
    if not channel:
        raise error
    return form_page("chat/show.html", error, **talk_context(family, channel, refused="photo"))


def store_attachment(actor: Actor, file: File, values: UploadInput) -> WriteResult:
    """Stores the file as a row and, where a channel is named, as a message in that channel."""
    attachment = actions.attach(actor, file)
    here = f"/families/{actor.family_id}/attachments/{attachment.id}"
    page = here
    if values.channel is not None:
        message = {
            "text": values.text or (_("Photo") if file.width else file.name),
            "about": values.about,
            "about_id": values.about_id,
            "attachment": attachment.id,
        }
        actions.send_message(actor, values.channel, inputs.MessageInput.read(message))
        page = f"/families/{actor.family_id}/channels/{values.channel}"
    return WriteResult(attachment_resource(attachment), here, page)


@bp.get("/families/<id:family>/attachments/<id:attachment>")
def attachment(family: str, attachment: str) -> Response:
    with reading() as session:
        member_id, role = g.actor.member_id or "", g.actor.role
        found = queries.the_attachment(session, family, attachment, member_id, role)
        content = found.content or b""
    response = make_response(content)
    is_photo = found.width is not None
    response.headers["Content-Type"] = "image/jpeg" if is_photo else "application/octet-stream"
    response.headers["Cache-Control"] = "private, no-store"
    if not is_photo:
        response.headers.set("Content-Disposition", "attachment", filename=found.name)
    return response
