"""The timeline of an emergency: everything that happened, to a tenth of a second."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from flask import Response, g, jsonify, make_response
from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle.care.emergencies import queries
from carecircle.care.emergencies.queries import Story
from carecircle.care.families.models import Member
from carecircle.care.outreach.queries import outbox_of
from carecircle.care.outreach.rules import title_of
from carecircle.db.session import reading
from carecircle.events.envelope import instant
from carecircle.web.emergencies.blueprint import bp
from carecircle.web.http.pages import render_page
from carecircle.web.http.requests import wants_json
from carecircle.web.language import times
from carecircle.web.language.translation import gettext as _
from carecircle.web.language.translation import translate
from carecircle.web.shared.emergencies.reach import load_reach_data
from carecircle.web.shared.emergencies.views import views_of
from carecircle.web.shared.event_lines import sentence_of
from carecircle.web.shared.wording import emergency_words
from carecircle.web.shared.wording.failure_words import failure_words

Line = tuple[datetime, str, str | None]


@bp.get("/families/<id:family>/emergencies/<id:emergency>/timeline")
def timeline(family: str, emergency: str) -> Response:
    with reading() as session:
        found = queries.the_emergency(session, family, emergency)
        [story] = queries.stories(session, family, [found])
        lines = sorted(_lines(session, story), key=lambda line: line[0])
        [shown] = views_of(session, family, [found], g.actor.role)
    if wants_json():
        items = [
            {"at": instant(at), "words": what, "said": translate} for at, what, translate in lines
        ]
        return make_response(jsonify({"items": items, "next": None}))
    line_views = [_shown(found.raised_at, line) for line in lines]
    return render_page(
        "emergencies/timeline.html", emergency=shown, lines=line_views, nav="emergencies"
    )


def _lines(session: Session, story: Story) -> Iterator[Line]:
    for event in queries.events_of(session, story.emergency):
        sentence = sentence_of(event, g.zone)
        if sentence is not None:
            yield event.at, sentence.words, sentence.said
    yield from _receipts(session, story)
    for sent in outbox_of(session, story.emergency.id):
        title = translate(title_of(sent.kind, is_drill=sent.is_drill))
        named = {"name": sent.name, "channel": sent.channel, "title": title}
        if sent.sent_at is not None:
            yield sent.sent_at, _("Sent to %(name)s by %(channel)s: %(title)s", **named), None
        elif sent.state == "failed":
            yield (
                sent.due_at,
                _("Could not be sent to %(name)s by %(channel)s", **named),
                failure_words(sent),
            )


def _receipts(session: Session, story: Story) -> Iterator[Line]:
    rows = select(Member.id, Member.name).where(Member.family_id == story.emergency.family_id)
    names = dict(session.execute(rows).all())  # includes tablets and former members
    devices = load_reach_data(session, [story]).devices
    for sending in story.sendings:
        name = names.get(sending.member_id or "", _("a device"))
        through = emergency_words.device_words(devices.get(sending.through, ""))
        yield sending.at, f"{_('Sent to %(name)s', name=name)} {through}".strip(), None
    for receipt in story.receipts:
        name = names[receipt.member_id]
        through = emergency_words.device_words(devices.get(receipt.through, ""))
        what = _("Received by %(name)s", name=name)
        if receipt.kind == "seen":
            what = _("Seen by %(name)s", name=name)
        yield receipt.at, f"{what} {through}".strip(), None


def _shown(raised_at: datetime, line: Line) -> dict[str, Any]:
    at, what, translate = line
    local = times.local(at, g.zone)
    tenth = local.microsecond // 100_000
    return {
        "at": local,
        "time": f"{times.hhmmss(at, g.zone)}.{tenth}",
        "after": f"+{(at - raised_at).total_seconds():.1f}\u00a0s",
        "words": what,
        "said": translate,
    }
