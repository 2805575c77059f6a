"""The page on which a dose is given, and the one that says who was first."""

from collections.abc import Mapping
from typing import Any

from flask import Response, g
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.families import permissions
from carecircle.care.medications import queries
from carecircle.web import times
from carecircle.web.medications import views
from carecircle.web.people_shown import initials_of, the_recipient_view
from carecircle.web.reading import render_page


def give_page(
    session: Session,
    found: queries.DoseOfDay,
    given: Mapping[str, Any],
    errors: dict[str, str],
    status: int = 200,
) -> Response:
    return render_page(
        "medications/give.html",
        status,
        **_about(session, found),
        values=given,
        errors=errors,
        next_safe=None,
        may_give=may_give(),
        now=times.hhmm(clock.now(), found.zone),
    )


def conflict_page(session: Session, found: queries.DoseOfDay) -> Response:
    about = _about(session, found)
    record = about["dose"].administration
    return render_page("medications/conflict.html", 409, administration=record, apart=None, **about)


def may_give() -> bool:
    return permissions.allows(g.actor.role, "administration:record")


def _about(session: Session, found: queries.DoseOfDay) -> dict[str, Any]:
    family = found.dose.family_id
    last = queries.last_records(session, found.medication.id)
    return {
        "nav": "doses",
        "recipient": the_recipient_view(session, family, found.dose.recipient_id),
        "dose": views.dose_view(found, initials_of(session, family)),
        "last_three": [views.last_view(record, found.zone) for record in last],
    }
