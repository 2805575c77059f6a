"""Presence and the viewer's badges: small partials that a page fetches by itself."""

from datetime import datetime

from flask import Response, jsonify, make_response, render_template

from carecircle.auth.queries import last_seen_of
from carecircle.care.families.queries import present_members
from carecircle.db.session import reading
from carecircle.events.envelope import instant
from carecircle.realtime import presence_of
from carecircle.web.http.requests import wants_json
from carecircle.web.presence.blueprint import bp
from carecircle.web.shared.badges import badges
from carecircle.web.shared.presence_words import here_words


@bp.get("/families/<id:family>/presence")
def here(family: str) -> Response:
    if not wants_json():
        page = render_template(
            "presence/_here.html", here=here_words(family), family={"id": family}
        )
        return make_response(page)
    with reading() as session:
        members = present_members(session, family)
        seen = last_seen_of(session, [m.account_id for m in members if m.account_id])
    found = presence_of(family, [member.id for member in members])
    items = [
        {"member": m.id, "status": found[m.id], "last_seen_at": _at(seen.get(m.account_id or ""))}
        for m in members
    ]
    return make_response(jsonify({"items": items, "next": None}))


@bp.get("/families/<id:family>/badge")
def badge(family: str) -> Response:
    with reading() as session:
        counts = badges(session, family)
    if wants_json():
        return make_response(jsonify(counts))
    return make_response(render_template("layouts/_badges.html", family={"id": family}, **counts))


def _at(seen: datetime | None) -> str | None:
    return instant(seen) if seen else None
