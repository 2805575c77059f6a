"""Who is here, and one's own badges: small parts that a page asks for by itself."""

from datetime import datetime

from flask import Response, g, jsonify, make_response, render_template

from carecircle.auth.queries import last_seen_of
from carecircle.care.families.queries import present_members
from carecircle.db.session import reading
from carecircle.events.envelope import instant
from carecircle.realtime import presence_of
from carecircle.web.http.requests import wants_json
from carecircle.web.language import times
from carecircle.web.language.translation import gettext as _
from carecircle.web.presence.blueprint import bp
from carecircle.web.shared.badges import badges


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


def here_words(family: str) -> str:
    """`Ben and Vera are here · Idris is away · Ana last seen 08:04`."""
    with reading() as session:
        members = present_members(session, family)
        seen = last_seen_of(session, [m.account_id for m in members if m.account_id])
    found = presence_of(family, [member.id for member in members])
    named: dict[str, list[str]] = {}
    for member in members:
        named.setdefault(found[member.id], []).append(member.name.split()[0])
    parts = [_are(status, named[status]) for status in ("online", "away") if status in named]
    never = []
    for member in members:
        if found[member.id] in ("online", "away"):
            continue
        name, at = member.name.split()[0], seen.get(member.account_id or "")
        if at:  # a fact of the past, also where the present cannot be known
            words = times.since_words(at, g.zone)
            parts.append(_("%(name)s last seen %(at)s", name=name, at=words))
        elif found[member.id] == "unknown":
            never.append(name)
    if never:
        parts.append(_("not known of %(names)s", names=", ".join(never)))
    return " · ".join(parts)


def _are(status: str, names: list[str]) -> str:
    is_here, last, first = status == "online", names[-1], ", ".join(names[:-1])
    if not first:
        return _("%(name)s is here", name=last) if is_here else _("%(name)s is away", name=last)
    if is_here:
        return _("%(names)s and %(last)s are here", names=first, last=last)
    return _("%(names)s and %(last)s are away", names=first, last=last)


def _at(seen: datetime | None) -> str | None:
    return instant(seen) if seen else None
