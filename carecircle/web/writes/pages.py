"""Whether a write was committed, by its idempotency key: asked when its answer was lost."""

import re

from flask import Response, g, jsonify, make_response, request

from carecircle.care.errors import Invalid
from carecircle.care.inputs.declared import reads_query
from carecircle.care.translatable import lazy_gettext as _
from carecircle.db.session import reading
from carecircle.events import idempotency
from carecircle.web.http.write_scopes import command_scope, request_scope
from carecircle.web.writes.blueprint import bp
from carecircle.web.writes.inputs import WriteQuery

# Addresses whose response is a secret: it is not stored.
NOT_STORED = re.compile("/(tablets|tablets/.*|tablet/.*|pin)$")


@bp.get("/families/<id:family>/writes", endpoint="find")
@bp.get("/families/<id:family>/writes/<key:key>", merge_slashes=False)
@reads_query(WriteQuery)
def write(family: str, key: str | None = None) -> Response:
    """Responds with `committed`, and if it was, with the status and resource of its answer.

    False says only "not yet": a request that is still on its way may be committed later, so the
    same write is sent again with the same key. Null: nobody knows, because the responses of this
    address are not stored.
    """
    query = WriteQuery.read(request.args)
    key = key or query.key
    if not key:
        raise Invalid({"key": _("Say with which key it was sent")})
    scopes = _scopes(family, key, query)
    with reading() as session:
        stored = idempotency.find(session, scopes)
    found: dict[str, object] = {"key": key, "committed": stored is not None}
    if stored is None and NOT_STORED.search(query.path or ""):
        found["committed"] = None
    if stored is not None:
        found |= {name: stored[name] for name in ("status", "location", "resource")}
    return make_response(jsonify(found))


def _scopes(family: str, key: str, query: WriteQuery) -> list[str]:
    """Returns the scopes in this family that the caller's own write may have. Raises Invalid."""
    scopes = []
    if query.path is not None and query.path.startswith(f"/families/{family}/"):
        path = query.path.partition("?")[0]
        scopes.append(request_scope(g.principal.idempotency_scope, "POST", path, key))
    if query.command is not None:
        actor_id = g.actor.account_id or g.actor.device_id or ""
        scopes.append(command_scope(actor_id, family, query.command, key))
    if not scopes:
        raise Invalid({"path": _("Say to which address of this family it was sent")})
    return scopes
