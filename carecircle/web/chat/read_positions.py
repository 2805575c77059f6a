"""Read positions: how far a member has read a channel, stored and sent to open pages."""

from flask import Response, g

from carecircle.care.chat import actions, inputs
from carecircle.care.inputs.declared import reads_body
from carecircle.realtime import ephemeral, notify_member
from carecircle.web.chat.blueprint import bp
from carecircle.web.http.idempotent_writes import WriteResult
from carecircle.web.http.requests import submitted
from carecircle.web.http.responses import write


@bp.post("/families/<id:family>/channels/<id:channel>/read")
@reads_body(inputs.ReadInput)
def read(family: str, channel: str) -> Response:
    up_to = inputs.ReadInput.read(submitted()).message
    emit_read(channel, up_to)
    here = f"/families/{family}/channels/{channel}"
    return write(lambda: WriteResult({"channel": channel}, here, status=200))


def emit_read(channel: str, up_to: str | None) -> None:
    """Stores how far the actor has read, and emits it to the other members' pages. Where it was
    already stored, emits it to the actor's own pages only: the earlier event may have been lost."""
    if actions.read_up_to(g.actor, channel, up_to):
        data = {"channel": channel, "member": g.actor.member_id, "message": up_to}
        ephemeral(g.actor.family_id, "message:read", data)
    elif g.actor.member_id:
        notify_member(g.actor.family_id, g.actor.member_id)
