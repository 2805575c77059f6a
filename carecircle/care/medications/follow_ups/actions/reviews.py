"""Action: open one review task for a medication that is used daily, not at all, or due for review
(rule 14)."""

from zoneinfo import ZoneInfo

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.due_rows import claim
from carecircle.care.medications import prn, thresholds
from carecircle.care.medications.follow_ups import queries as follow_ups_queries
from carecircle.care.medications.follow_ups.actions.tasks import Reason, open_task
from carecircle.care.medications.models import Medication
from carecircle.care.recipients import queries as recipients_queries


def open_review_tasks() -> int:
    """Check each medication once a day. Returns the number of medications."""
    today = clock.now().date()
    rows = select(Medication).where(
        Medication.stopped_at.is_(None),
        or_(Medication.activated_at.is_not(None), Medication.review_on.is_not(None)),
        or_(Medication.looked_on.is_(None), Medication.looked_on < today),
    )
    return claim(rows, _check_use)


def _check_use(session: Session, medication: Medication) -> None:
    medication.looked_on = clock.now().date()
    check_use(session, None, medication)


def check_use(session: Session, actor: Actor | None, medication: Medication) -> None:
    """Open a review task if the pattern of use has changed; a pattern already reviewed opens
    none."""
    zone = recipients_queries.zone_of(session, medication.recipient_id)
    today = clock.now().astimezone(ZoneInfo(zone)).date()
    pattern = follow_ups_queries.pattern_of(session, medication, zone)
    found = prn.to_review(pattern, medication.review_on, today)
    if found is not None and found != medication.pattern_told:
        open_task(session, actor, medication, "review", _reason(session, medication, found))
    medication.pattern_told = found


def _reason(session: Session, medication: Medication, found: str) -> Reason:
    limits = thresholds.thresholds_of(session, medication)
    return {
        "daily": Reason("used_daily", limits["daily_days"]),
        "unused": Reason("unused", limits["unused_days"]),
        "review_date": Reason("review_date"),
    }[found]
