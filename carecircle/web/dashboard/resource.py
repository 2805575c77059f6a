"""The JSON resource of Today, from the same queries and with the same figures as the page."""

from typing import Any

from flask import g
from sqlalchemy.orm import Session

from carecircle.care.emergencies.queries import open_emergencies
from carecircle.care.feed.queries import latest_events
from carecircle.care.medications.giving.open_doses import open_doses
from carecircle.care.medications.giving.queries import doses_of_day
from carecircle.care.shifts.queries import on_duty
from carecircle.web.dashboard.stats import stats_of
from carecircle.web.emergencies.resources import resources as emergency_resources
from carecircle.web.language import times
from carecircle.web.medications.giving.resources import dose_resource
from carecircle.web.shared.event_lines import line_resources
from carecircle.web.shared.people import RecipientView
from carecircle.web.shifts.resources import resource as shift_resource

LINES = 12


def day_resource(
    session: Session, family: str, everyone: list[RecipientView], shown: RecipientView | None
) -> dict[str, Any]:
    """recipients: all of them; doses: of the requested recipient, or of the first;
    open: those of any day that are still to be given or explained."""
    events = latest_events(session, family, g.actor.role, LINES)
    return {
        "recipients": [{"id": one.id, "name": one.name} for one in everyone],
        "recipient": shown.id if shown else None,
        "on": times.today(shown.zone).isoformat() if shown else None,
        "doses": _doses(session, family, shown) if shown else [],
        "open": _open(session, family, shown) if shown else [],
        "stats": stats_of(session, family).resource()["items"],
        "on_duty": [shift_resource(session, shift) for shift in on_duty(session, family)],
        "emergencies": emergency_resources(session, open_emergencies(session, family)),
        "feed": line_resources(events, g.zone),
    }


def _open(session: Session, family: str, shown: RecipientView) -> list[dict[str, Any]]:
    return [dose_resource(dose) for dose in open_doses(session, family, shown.id)]


def _doses(session: Session, family: str, shown: RecipientView) -> list[dict[str, Any]]:
    found = doses_of_day(session, family, times.today(shown.zone), shown.id)
    return [dose_resource(dose) for dose in found]
