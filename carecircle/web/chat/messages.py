"""The messages of a channel: read, send, edit, search."""

from typing import Annotated, Any

from flask import Response, g, jsonify, make_response, render_template, request
from sqlalchemy.orm import Session

from carecircle.care.chat import actions, inputs, queries
from carecircle.care.chat.models import Message
from carecircle.care.errors import ActionError, NotFound
from carecircle.care.families.queries import present_members
from carecircle.care.inputs import Input, Line
from carecircle.care.inputs.declared import reads_body, reads_query
from carecircle.db.session import reading
from carecircle.web.chat.about import subject_of
from carecircle.web.chat.blueprint import bp
from carecircle.web.chat.read_positions import emit_read
from carecircle.web.chat.resources import message_outcome, message_resource
from carecircle.web.chat.views import channel_views, message_views, read_by, readers_of
from carecircle.web.http.forms import form_again, form_page, or_again
from carecircle.web.http.idempotent_writes import WriteResult, key_of
from carecircle.web.http.pages import render_page
from carecircle.web.http.paging import MOST, next_of
from carecircle.web.http.requests import submitted, wants_json
from carecircle.web.http.responses import write
from carecircle.web.http.security.headers import policy_with
from carecircle.web.shared.presence_words import here_words


class MessagesInput(Input):
    before: Annotated[str | None, Line(most=32)] = None
    q: Annotated[str | None, Line(most=100)] = None


class TalkInput(MessagesInput):
    """since: only what is newer than this message, in a frame that refreshes by itself."""

    since: Annotated[str | None, Line(most=32)] = None


@bp.get("/families/<id:family>/channels/<id:channel>")
@reads_query(TalkInput)
def talk(family: str, channel: str) -> Response:
    since = TalkInput.read(request.args).since
    if since is not None:
        return _newer(family, channel, since)
    shown = talk_context(family, channel)
    if g.principal.kind == "session" and not shown["words"] and not request.args.get("before"):
        emit_read(channel, None)
    return render_page("chat/show.html", values={}, errors={}, **shown)


def _newer(family: str, channel: str, since: str) -> Response:
    """Returns the frame beside the form: a browser without scripts shows in it what is new."""
    with reading() as session:
        page, _following = _page(session, family, channel, MessagesInput())
        new = [one for one in reversed(page) if one.id > since]
        shown = message_views(session, new, g.zone)
    frame = render_page("chat/newer.html", messages=shown, channel_id=channel)
    frame.headers["Content-Security-Policy"] = policy_with(frame_ancestors="'self'")
    return frame


@bp.get("/families/<id:family>/channels/<id:channel>/messages")
@reads_query(MessagesInput)
def messages(family: str, channel: str) -> Response:
    if not wants_json():
        return talk(family, channel)
    query = MessagesInput.read(request.args)
    with reading() as session:
        page, following = _page(session, family, channel, query)
        readers = readers_of(session, family, channel)
        files = queries.attachments_of(session, [one.id for one in page])
        items = [
            message_resource(one, read_by(one, readers), files.get(one.id, ())) for one in page
        ]
    return make_response(jsonify({"items": items, "next": following}))


@bp.post("/families/<id:family>/channels/<id:channel>/messages")
@reads_body(inputs.MessageInput)
def send(family: str, channel: str) -> Response:
    def say() -> WriteResult:
        given = submitted()
        key = key_of(request.headers.get("Idempotency-Key") or given.get("idempotency_key"))
        values = inputs.MessageInput.read(given)
        return message_outcome(*actions.send_message(g.actor, channel, values, key))

    try:
        return write(say)
    except NotFound:
        raise
    except ActionError as error:
        return form_again(error, "chat/show.html", **talk_context(family, channel))


@bp.get("/families/<id:family>/channels/<id:channel>/messages/<id:message>")
def message(family: str, channel: str, message: str) -> Response:
    with reading() as session:
        found = _the_message(session, family, channel, message)
        seen = read_by(found, readers_of(session, family, channel))
        [shown] = message_views(session, [found], g.zone)
        files = queries.attachments_of(session, [found.id]).get(found.id, [])
    if wants_json():
        return make_response(jsonify(message_resource(found, seen, files)))
    values = {"text": found.text}
    return render_page("chat/edit.html", message=shown, values=values, errors={}, nav="chat")


@bp.post("/families/<id:family>/channels/<id:channel>/messages/<id:message>/correction")
@reads_body(inputs.EditInput)
def edit(family: str, channel: str, message: str) -> Response:
    def correct() -> WriteResult:
        with reading() as session:
            _the_message(session, family, channel, message)
            files = queries.attachments_of(session, [message]).get(message, [])
        values = inputs.EditInput.read(submitted())
        return message_outcome(
            actions.edit_message(g.actor, message, values), is_new=False, files=files
        )

    def again(error: ActionError) -> Response:
        with reading() as session:
            found = _the_message(session, family, channel, message)
            [shown] = message_views(session, [found], g.zone)
        return form_page("chat/edit.html", error, message=shown, nav="chat")

    return or_again(lambda: write(correct), again)


@bp.get("/families/<id:family>/channels/<id:channel>/readers")
def readers(family: str, channel: str) -> Response:
    """Returns the lines that show who has read each message, for a page that is open."""
    with reading() as session:
        page, _following = _page(session, family, channel, MessagesInput.read({}))
        shown = message_views(session, page, g.zone)
    return make_response(render_template("chat/_readers.html", messages=shown))


def _the_message(session: Session, family: str, channel: str, message_id: str) -> Message:
    found = queries.the_message(session, family, message_id, g.actor.role)
    if found.channel_id != channel:
        raise NotFound()
    return found


def _page(
    session: Session, family: str, channel: str, query: MessagesInput
) -> tuple[list[Message], str | None]:
    """Returns one page of messages, newest first, and the cursor of the next page."""
    queries.the_channel(session, family, channel, g.actor.role)
    found = queries.latest_messages(session, family, channel, MOST + 1, query.before, query.q)
    return next_of(found, lambda one: one.id)


def talk_context(family: str, channel: str, refused: str = "") -> dict[str, Any]:
    """Returns what the page of a channel shows. refused: the form that is shown again."""
    query = MessagesInput.read(request.args if request.method == "GET" else {})
    given = request.args if request.method == "GET" else request.form
    with reading() as session:
        here = queries.the_channel(session, family, channel, g.actor.role)
        page, following = _page(session, family, channel, query)
        read_up_to = queries.read_positions(session, channel).get(g.actor.member_id or "")
        return {
            "channel": channel_views(session, family, [here], {})[0],
            "messages": message_views(session, reversed(page), g.zone),
            "first_new": _first_new(page, read_up_to),
            "next": following,
            "words": query.q,
            "about": subject_of(session, family, given, g.zone),
            "members": present_members(session, family),
            "here": here_words(family),
            "refused": refused,
            "nav": "chat",
        }


def _first_new(page: list[Message], read_up_to: str | None) -> str | None:
    """Returns the id of the oldest unread message by others; None on a first visit."""
    others = [one.id for one in page if one.author_id != g.actor.member_id]
    new = [id_ for id_ in others if read_up_to and id_ > read_up_to]
    return min(new) if new else None
