"""The frame on a page with a form, without scripts: what happened since it was opened."""

from typing import Annotated

from flask import Response, g, jsonify, make_response, request

from carecircle.care.feed import queries
from carecircle.care.inputs import Input, Line
from carecircle.care.inputs.declared import reads_query
from carecircle.db.session import reading
from carecircle.events import cursor
from carecircle.web.feed.blueprint import bp
from carecircle.web.http.pages import render_page
from carecircle.web.http.requests import wants_json
from carecircle.web.http.security.headers import policy_with
from carecircle.web.http.security.next_page import local_page
from carecircle.web.shared.event_lines import line_resources, lines_of

MOST_SHOWN = 5


class NewerInput(Input):
    """since: the cursor of the page, as a stream takes it; page: its URL."""

    since: Annotated[str, Line(most=60)]
    page: Annotated[str | None, Line(most=500)] = None


@bp.get("/families/<id:family>/feed/newer")
@reads_query(NewerInput)
def newer(family: str) -> Response:
    query = NewerInput.read(request.args)
    with reading() as session:
        start = cursor.resume(session, family, query.since, queries.MOST_SINCE)
        found = queries.events_since(session, family, g.actor.role, start.after)
    if wants_json():
        items = line_resources(found, g.zone)
        return make_response(jsonify({"items": items, "recovered": start.recovered}))
    lines = lines_of(found, g.zone)
    frame = render_page(
        "feed/newer.html",
        lines=lines[:MOST_SHOWN],
        more=max(0, len(lines) - MOST_SHOWN),
        recovered=start.recovered,
        page=_page_in(family, query.page),
    )
    frame.headers["Content-Security-Policy"] = policy_with(frame_ancestors="'self'")
    return frame


def _page_in(family: str, url: str | None) -> str | None:
    base = f"/families/{family}/"
    return local_page(url) if url and url.startswith(base) else None
