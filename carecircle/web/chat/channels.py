"""Channels: the list, and creating one."""

from typing import Any

from flask import Response, g, jsonify, make_response, redirect, request

from carecircle.care import permissions
from carecircle.care.chat import actions, inputs, queries
from carecircle.care.errors import ActionError
from carecircle.care.inputs.declared import reads_body, reads_query
from carecircle.db.session import reading
from carecircle.web.chat.about import AboutInput, subject_of
from carecircle.web.chat.blueprint import bp
from carecircle.web.chat.resources import channel_resource
from carecircle.web.chat.views import channel_views
from carecircle.web.http.forms import form_again
from carecircle.web.http.idempotent_writes import WriteResult
from carecircle.web.http.pages import render_page
from carecircle.web.http.requests import submitted, wants_json
from carecircle.web.http.responses import write
from carecircle.web.shared.people import recipient_views


@bp.get("/families/<id:family>/channels")
@reads_query(AboutInput)
def all_channels(family: str) -> Response:
    with reading() as session:
        found = queries.channels_of(session, family, g.actor.role)
        unread = queries.unread_counts(session, family, g.actor.member_id or "", found)
        if wants_json():
            items = [channel_resource(one, unread.get(one.id, 0)) for one in found]
            return make_response(jsonify({"items": items, "next": None}))
        about = subject_of(session, family, request.args, g.zone)
        shown = channel_views(session, family, found, unread)
    if about and len(shown) == 1:
        return make_response(redirect(write_about(family, shown[0]["id"], about), 303))
    may_open = permissions.allows(g.actor.role, "channel:open")
    return render_page(
        "chat/index.html", channels=shown, may_open=may_open, about=about, nav="chat"
    )


@bp.get("/families/<id:family>/channels/new")
def new_channel(family: str) -> Response:
    return render_page("chat/new.html", values={}, errors={}, **_form(family))


@bp.post("/families/<id:family>/channels")
@reads_body(inputs.ChannelInput)
def open_channel(family: str) -> Response:
    def open_it() -> WriteResult:
        channel = actions.open_channel(g.actor, inputs.ChannelInput.read(submitted()))
        here = f"/families/{family}/channels/{channel.id}"
        return WriteResult(channel_resource(channel), here)

    try:
        return write(open_it)
    except ActionError as error:
        return form_again(error, "chat/new.html", **_form(family))


def write_about(family: str, channel: str, about: dict[str, str]) -> str:
    named = f"about={about['kind']}&about_id={about['id']}"
    return f"/families/{family}/channels/{channel}?{named}#text"


def _form(family: str) -> dict[str, Any]:
    with reading() as session:
        return {"recipients": recipient_views(session, family), "nav": "chat"}
