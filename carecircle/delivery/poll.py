"""Poll and long poll: `GET /families/<family>/events[?after=][&limit=][&wait=]`."""

from flask import Response, g

from carecircle.care.actor import Actor
from carecircle.care.inputs.declared import reads_query
from carecircle.db.session import reading
from carecircle.delivery import long_poll
from carecircle.delivery.frames import Page
from carecircle.delivery.queries import PollQuery
from carecircle.delivery.request_params import (
    asked_after,
    asked_limit,
    asked_variant,
    asked_wait,
    delivery,
)
from carecircle.delivery.service import Delivery
from carecircle.events import cursor
from carecircle.realtime import touch
from carecircle.realtime.forms import Variant


@reads_query(PollQuery)
def events(family: str) -> Response:
    """Respond with the events after a position; with `wait`, as soon as there are any."""
    service, limit, variant = delivery(), asked_limit(), asked_variant(g.actor)
    wait = asked_wait(service.limits.longest_wait_s)
    touch(g.actor.family_id, g.actor.member_id)
    page = read_page(service, g.actor, variant, asked_after(), limit)
    if wait and not page.bodies and page.reason is None:
        service.start()
        page = long_poll.wait_for(service, variant, page, limit, wait)
    headers = {"Cache-Control": "no-store"}
    return Response(page.written(), mimetype="application/json", headers=headers)


def read_page(
    service: Delivery, actor: Actor, variant: Variant, after: str | None, limit: int
) -> Page:
    with reading() as session:
        resume = cursor.resume(session, actor.family_id, after)
        count = min(limit, resume.head.seq - resume.after)
        found = cursor.read_after(session, actor.family_id, resume.after, count) if count else []
    entries = service.hub.entries(actor.family_id, resume.head.epoch, found)
    last = entries[-1].seq if entries else resume.after
    return Page(
        cursor=f"{resume.head.epoch}-{last}",
        bodies=[entry.shown(variant, service.hub.render).body for entry in entries],
        head=str(resume.head),
        more=last < resume.head.seq,
        reason=resume.reason,
    )
