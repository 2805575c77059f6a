"""Actions on tasks: open one, claim it, update it, close it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.emitting import EventData, emit, emit_by_clock
from carecircle.care.errors import Conflict, Invalid, NotFound
from carecircle.care.medications.event_details import named
from carecircle.care.medications.follow_ups.inputs import StepInput
from carecircle.care.medications.models import Medication
from carecircle.care.medications.models.follow_ups import KINDS_WITH_OUTCOME, Task
from carecircle.care.translatable import lazy_gettext as _
from carecircle.db.session import transaction

BY_THE_STOCK = {
    "reorder": _("It is done when there is enough again: book in what came, or count it"),
    "count": _("It is done when two people have counted it: record the count"),
}


@dataclass(frozen=True)
class Reason:
    """code: of REASONS. count: the number of refusals or days in its text."""

    code: str
    count: int | None = None


def open_task(
    session: Session,
    actor: Actor | None,
    medication: Medication,
    kind: str,
    reason: Reason,
    warning_id: str | None = None,
) -> Task:
    """Returns the open task of this kind for the medication; creates one if there is none, and
    emits a new reason of an open one. No actor: the clock opens it. warning_id: of a warning that
    notifies of the same thing."""
    task = _open(session, medication.id, kind)
    if task is not None and task.reason == reason.code:
        return task
    if task is None:
        task = _new_task(medication, kind)
        session.add(task)
    task.reason, task.count, task.why = reason.code, reason.count, None
    session.flush()
    _emit(actor, medication, task, opened=True, warning=warning_id)
    return task


def _new_task(medication: Medication, kind: str) -> Task:
    now = clock.now()
    return Task(
        family_id=medication.family_id,
        recipient_id=medication.recipient_id,
        medication_id=medication.id,
        kind=kind,
        status="open",
        opened_at=now,
        changed_at=now,
    )


def close_task(session: Session, actor: Actor, medication: Medication, kind: str) -> None:
    task = _open(session, medication.id, kind)
    if task is not None:
        _move_to(task, "done", clock.now())
        _emit(actor, medication, task)


def update_task(actor: Actor, task_id: str, values: StepInput) -> Task:
    """Claim the task, or record its progress. Raises NotFound, Conflict, Invalid."""
    actor.must_be_allowed("administration:record")
    with transaction() as tx:
        rows = select(Task).where(Task.family_id == actor.family_id, Task.id == task_id)
        task = tx.session.scalar(rows.with_for_update())
        if task is None:
            raise NotFound()
        if task.done_at is not None:
            raise Conflict(_("It is done already"), "already-done")
        if values.step == "claimed" and task.claimed_by not in (None, actor.member_id):
            raise Conflict(
                _("%(who)s has taken it on", who=task.claimed_by_name), "already-claimed"
            )
        _must_fit(task, values)
        task.outcome = values.outcome
        if task.claimed_by is None:
            task.claimed_by, task.claimed_by_name = actor.must_be_a_member(), actor.name
        _move_to(task, values.step, clock.now())
        _emit(actor, tx.session.get_one(Medication, task.medication_id), task)
        return task


def _must_fit(task: Task, values: StepInput) -> None:
    """Raises Invalid: only orders are ordered and collected, a contact task ends with an outcome,
    and what is about the stock ends when the stock says so."""
    if values.step == "done" and task.kind in BY_THE_STOCK:
        raise Invalid({"step": BY_THE_STOCK[task.kind]})
    if task.kind not in KINDS_WITH_OUTCOME:
        return
    if values.step in ("ordered", "collected"):
        raise Invalid({"step": _("Nothing is ordered here. Say what came of it")})
    if values.step == "done" and not values.outcome:
        raise Invalid({"outcome": _("Say with whom, and what came of it")})


def _open(session: Session, medication_id: str, kind: str) -> Task | None:
    rows = select(Task).where(Task.medication_id == medication_id, Task.kind == kind)
    return session.scalar(rows.where(Task.done_at.is_(None)))


def _move_to(task: Task, status: str, now: datetime) -> None:
    task.status, task.changed_at = status, now
    if status == "done":
        task.done_at = now


def _emit(actor: Actor | None, medication: Medication, task: Task, **more: object) -> None:
    data: EventData = {"task": task.id, "medication": task.medication_id}
    data |= {"kind": task.kind, "step": task.status}
    data |= {name: value for name, value in more.items() if value}
    reason = {"reason": task.reason, "count": task.count, "why": task.why}
    details = named(medication) | reason | {"outcome": task.outcome}
    if actor is None:
        emit_by_clock(task, "medication:task", data | details)
    else:
        emit(actor, "medication:task", data, details=details, recipient_id=task.recipient_id)
