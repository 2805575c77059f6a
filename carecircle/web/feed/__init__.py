"""What happened: the feed, read from the log itself."""

from itertools import groupby

from flask import Blueprint, Response, g, request

from carecircle.care.feed import queries
from carecircle.care.inputs import Input, Whole
from carecircle.db.session import reading
from carecircle.web.feed.items import items_of
from carecircle.web.paging import MOST, next_of
from carecircle.web.reading import render_page

feed = Blueprint("feed", __name__)


class PageInput(Input):
    before = Whole(0, 999_999_999)


@feed.get("/families/<id:family>/feed")
def whole_feed(family: str) -> Response:
    before = PageInput.read(request.args).before
    with reading() as session:
        found = queries.latest_events(session, family, g.actor.role, MOST + 1, before)
        page, following = next_of(found, lambda event: event.seq)
        items = items_of(session, page, g.zone)
    days = [(day, list(of_day)) for day, of_day in groupby(items, lambda item: item.day)]
    return render_page("feed/index.html", days=days, next=following, nav="feed")
