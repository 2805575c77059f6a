"""The pages of the feed: newest first, complete or filtered by kind or person."""

from itertools import groupby
from typing import Annotated, Any

from flask import Response, g, jsonify, make_response, request

from carecircle.care.families.queries import present_members
from carecircle.care.feed import queries
from carecircle.care.inputs import Choice, Input, Line, Whole
from carecircle.care.inputs.declared import reads_query
from carecircle.db.session import reading
from carecircle.events.catalogue import FILTERS
from carecircle.web.feed.blueprint import bp
from carecircle.web.http.pages import render_page
from carecircle.web.http.paging import MOST, next_of
from carecircle.web.http.requests import wants_json
from carecircle.web.language.translation import gettext as _
from carecircle.web.shared.event_lines import line_resources, lines_of


class PageInput(Input):
    before: Annotated[int | None, Whole(0, 999_999_999)] = None
    kind: Annotated[str | None, Choice(FILTERS)] = None
    by: Annotated[str | None, Line(most=32)] = None


@bp.get("/families/<id:family>/feed")
@reads_query(PageInput)
def whole_feed(family: str) -> Response:
    query = PageInput.read(request.args)
    with reading() as session:
        found = queries.latest_events(
            session,
            family,
            g.actor.role,
            MOST + 1,
            query.before,
            only=query.kind,
            by=query.by,
        )
        page, following = next_of(found, lambda event: event.seq)
        if wants_json():
            items = line_resources(page, g.zone)
            return make_response(jsonify({"items": items, "next": following}))
        members = present_members(session, family)
    days = [
        (day, list(of_day))
        for day, of_day in groupby(lines_of(page, g.zone), lambda line: line.day)
    ]
    days = days or [(_("Today"), [])]
    shown: dict[str, Any] = {"days": days, "next": following, "members": members, "kinds": _kinds()}
    return render_page("feed/index.html", **shown, kind=query.kind, by=query.by, nav="feed")


def _kinds() -> tuple[tuple[str, str], ...]:
    """Returns the filters and their labels."""
    words = {
        "medication": _("Doses"),
        "emergency": _("Emergencies"),
        "shift": _("Shifts"),
        "message": _("Messages"),
        "observation": _("Observations"),
        "note": _("Notes"),
        "agenda": _("Agenda"),
        "member": _("People"),
    }
    return tuple((name, words[name]) for name in FILTERS)
