"""The jobs: each claims what is due in small batches, in its own transaction."""

from collections.abc import Callable
from dataclasses import dataclass

from carecircle.auth.sessions import end_expired
from carecircle.care.agenda.actions import emit_reminders
from carecircle.care.emergencies.actions import emit_batched_receipts, escalate_due
from carecircle.care.medications.follow_ups.actions import emit_effects_due, open_review_tasks
from carecircle.care.medications.giving.actions import emit_due_doses
from carecircle.care.medications.prescribing.actions import emit_regimens_in_force, plan_ahead
from carecircle.care.medications.stock.actions import open_count_tasks
from carecircle.care.notifications.actions import (
    advance_quiet_hours,
    notify_off_duty,
    send_digests,
    send_warnings,
)
from carecircle.care.shifts.actions import emit_uncovered_shifts, remind_of_handoffs
from carecircle.config import Settings
from carecircle.db.session import transaction
from carecircle.jobs.escalation_check import check_escalation
from carecircle.jobs.tidying import FAMILIES_AT_ONCE, FORGOTTEN_AT_ONCE, Tidy, forget_old
from carecircle.realtime import notify_family, notify_member


@dataclass(frozen=True)
class Job:
    """every_s: seconds between two runs. do() returns the number of rows it found; it runs again at
    once after a full batch. is_vital: emergencies depend on it."""

    name: str
    every_s: float
    do: Callable[[], int]
    batch: int = 50
    is_vital: bool = False


def plan_doses() -> int:
    with transaction() as tx:
        return plan_ahead(tx.session)


def push_badges() -> int:
    """Ask open pages to fetch a badge that has changed only because time has passed."""
    notify_off_duty(notify_family)
    return advance_quiet_hours(notify_member)


tidy = Tidy()

ESCALATION = (
    Job("escalation", 0.25, escalate_due, is_vital=True),
    Job("escalation_check", 10, check_escalation, is_vital=True),
)
RECEIPTS = (Job("receipts", 0.5, emit_batched_receipts),)
JOBS = (
    Job("due_doses", 1, emit_due_doses),
    Job("warnings", 1, send_warnings),
    Job("shifts", 1, emit_uncovered_shifts),
    Job("effects", 5, emit_effects_due),
    Job("regimens_in_force", 5, emit_regimens_in_force),
    Job("handoffs", 5, remind_of_handoffs),
    Job("agenda", 5, emit_reminders),
    Job("badges", 1, push_badges),
    Job("plan_doses", 30, plan_doses),
    Job("reviews", 60, open_review_tasks),
    Job("counts", 60, open_count_tasks),
    Job("sessions", 60, end_expired),
    Job("forget", 3600, forget_old, batch=FORGOTTEN_AT_ONCE),
    Job("tidy", 3600, tidy, batch=FAMILIES_AT_ONCE),
)
DIGESTS = Job("digests", 30, send_digests)


def jobs_of(settings: Settings) -> tuple[Job, ...]:
    """Returns the jobs. Without e-mail no digest is queued."""
    return (*JOBS, DIGESTS) if settings.smtp_url else JOBS
