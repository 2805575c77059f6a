"""The SBAR call sheet: what to say on the telephone when somebody is not as usual."""

from datetime import timedelta

from flask import Response, g

from carecircle import clock
from carecircle.care.errors import NotFound
from carecircle.care.medications.regimens import medications_of
from carecircle.care.observations import queries
from carecircle.care.observations.kinds import CONCERNS, KINDS, READ_OUT
from carecircle.care.recipients.queries import contacts_of, recipients_of
from carecircle.db.session import reading
from carecircle.web.http.pages import render_page
from carecircle.web.observations.usual import usual_views
from carecircle.web.observations.views import observation_views
from carecircle.web.shared.people import the_recipient_view
from carecircle.web.shared.wording import observation_words

SOON = timedelta(hours=48)


def call_sheet(family: str, recipient: str) -> Response:
    now = clock.now()
    with reading() as session:
        about = {one.id: one for one in recipients_of(session, family)}.get(recipient)
        if about is None:
            raise NotFound()
        recent = queries.observations_between(session, family, now - SOON, now, recipient)
        last = [queries.last_of(session, family, kind, recipient) for kind in READ_OUT]
        measured = [one for one in last if one is not None and one.number is not None]
        signs = [one for one in recent if one.kind in CONCERNS]
        return render_page(
            "paper/call_sheet.html",
            recipient=the_recipient_view(session, family, recipient),
            conditions=about.conditions,
            signs=observation_views(session, signs, g.zone),
            measured=observation_views(session, measured, g.zone),
            totals=[
                (
                    observation_words.kinds()[name],
                    usual_views(session, family, name, recipient)[0].today,
                )
                for name, kind in KINDS.items()
                if kind.is_daily
            ],
            medications=[m.name for m, _regimen in medications_of(session, family, recipient)],
            contacts=contacts_of(session, family, recipient),
            kinds=observation_words.kinds(),
            nav="observations",
        )
