"""The jobs: each claims what is due in small batches, in its own transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from carecircle import clock
from carecircle.auth import letters
from carecircle.auth.sessions import end_the_overdue
from carecircle.care.agenda.actions import remind_of_what_is_due
from carecircle.care.emergencies.actions import escalate_due, tell_gathered_receipts
from carecircle.care.feed.actions import pass_quiet_hours, send_digests, tell_the_others
from carecircle.care.medications.actions import (
    ask_for_reviews,
    plan_what_is_short,
    tell_changes_in_force,
    tell_effects_due,
    tell_what_fell_due,
)
from carecircle.care.shifts.actions import remind_of_handoffs, tell_who_has_not_come
from carecircle.config import Settings
from carecircle.db.session import transaction
from carecircle.events import idempotency, log
from carecircle.events.models import FamilyStream
from carecircle.jobs.auditor import audit_escalation
from carecircle.realtime import notify_family, notify_member

KEPT_FOR_REPLAY = timedelta(days=7)
KEPT_EVENTS = 5_000


@dataclass(frozen=True)
class Job:
    """every_s: seconds between two runs. do() returns the number of rows it found."""

    name: str
    every_s: float
    do: Callable[[], int]


def plan_doses() -> int:
    with transaction() as tx:
        return plan_what_is_short(tx.session)


def tell_badges() -> int:
    """Ask open pages to fetch a badge that only the passing of time has changed."""
    tell_the_others(notify_family)
    return pass_quiet_hours(notify_member)


def tidy() -> int:
    """Delete responses older than a week; raise the floor of each log."""
    with transaction() as tx:
        idempotency.forget_old(tx.session)
        letters.forget_old(tx.session)
        families = list(tx.session.scalars(select(FamilyStream.family_id)))
    before = clock.now() - KEPT_FOR_REPLAY
    for family_id in families:
        with transaction() as tx:
            log.age(tx.session, family_id, before, KEPT_EVENTS)
    return 0


JOBS = (
    Job("escalation", 0.25, escalate_due),
    Job("escalation_audit", 10, audit_escalation),
    Job("receipts", 0.5, tell_gathered_receipts),
    Job("due_doses", 1, tell_what_fell_due),
    Job("shifts", 1, tell_who_has_not_come),
    Job("effects", 5, tell_effects_due),
    Job("changes", 5, tell_changes_in_force),
    Job("handoffs", 5, remind_of_handoffs),
    Job("agenda", 5, remind_of_what_is_due),
    Job("badges", 1, tell_badges),
    Job("plan_doses", 30, plan_doses),
    Job("reviews", 60, ask_for_reviews),
    Job("sessions", 60, end_the_overdue),
    Job("tidy", 3600, tidy),
)
DIGESTS = Job("digests", 30, send_digests)


def jobs_of(settings: Settings) -> tuple[Job, ...]:
    """Returns the jobs. Without e-mail no digest is queued."""
    return (*JOBS, DIGESTS) if settings.smtp_url else JOBS
