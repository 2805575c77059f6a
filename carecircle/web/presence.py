"""Who is here, and one's own badges: small parts that a page asks for by itself."""

from datetime import datetime

from flask import Blueprint, Response, jsonify, make_response, render_template

from carecircle.auth.queries import last_seen_of
from carecircle.care.families.queries import present_members
from carecircle.db.session import reading
from carecircle.events.envelope import instant
from carecircle.realtime import presence_of
from carecircle.web.badges import badges
from carecircle.web.reading import wants_json
from carecircle.web.words import gettext as _

presence = Blueprint("presence", __name__)


@presence.get("/families/<id:family>/presence")
def here(family: str) -> Response:
    if not wants_json():
        page = render_template("people/_here.html", here=here_words(family), family={"id": family})
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


@presence.get("/families/<id:family>/badge")
def badge(family: str) -> Response:
    with reading() as session:
        counts = badges(session, family)
    if wants_json():
        return make_response(jsonify(counts))
    return make_response(render_template("layouts/_badges.html", family={"id": family}, **counts))


def here_words(family: str) -> str:
    """`Ben and Vera are here`; nothing where that cannot be known of anybody."""
    with reading() as session:
        members = present_members(session, family)
    found = presence_of(family, [member.id for member in members])
    names = [m.name.split()[0] for m in members if found[m.id] == "online"]
    if not names:
        return ""
    if len(names) == 1:
        return _("%(name)s is here", name=names[0])
    return _("%(names)s and %(last)s are here", names=", ".join(names[:-1]), last=names[-1])


def _at(seen: datetime | None) -> str | None:
    return instant(seen) if seen else None
