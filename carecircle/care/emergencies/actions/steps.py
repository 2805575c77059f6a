"""The steps of an emergency, under its locked row: begin a round, run what is due, stop."""

from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.emergencies import escalation_plan
from carecircle.care.emergencies.actions.common import emit_emergency_by_clock
from carecircle.care.emergencies.models import Answer, Emergency, Step
from carecircle.care.emergencies.queries import times_of
from carecircle.care.families.models import Member
from carecircle.care.families.queries import present_members
from carecircle.care.outreach.actions import (
    queue_emergency,
    queue_news_for_called_contacts,
    stop_alerts,
)
from carecircle.care.outreach.actions.outbox import Cause
from carecircle.care.outreach.queries import has_outside
from carecircle.care.outreach.rules import News


def begin_round(session: Session, emergency: Emergency, began_at: datetime) -> None:
    """Freeze the family's current policy into steps from that instant; run the first."""
    times = times_of(session, emergency.family_id)
    emergency.level, emergency.news_due_at = 0, None
    for position, (kind, after_s) in enumerate(escalation_plan.steps(times)):
        session.add(_new_step(emergency, position, kind, began_at + timedelta(seconds=after_s)))
    run_due(session, emergency)


def run_due(session: Session, emergency: Emergency) -> None:
    """Run each due step in order; if a step reaches nobody, the next runs at once."""
    session.flush()
    now, runs_next_now = clock.now(), False
    for step in _waiting_steps(session, emergency):
        if step.due_at > now and not runs_next_now:
            break
        runs_next_now = not _run(session, emergency, step, now)
    session.flush()
    left = _waiting_steps(session, emergency)
    emergency.next_step_at = left[0].due_at if left else None


def stop(session: Session, emergency: Emergency) -> None:
    """Stop this round: somebody has answered."""
    drop_waiting(session, emergency)
    stop_alerts(session, emergency.id)
    emergency.next_step_at = None


def drop_waiting(session: Session, emergency: Emergency) -> None:
    """Stop the waiting steps of this round: a new round has its own."""
    steps = update(Step).where(Step.emergency_id == emergency.id, Step.state == "waiting")
    session.execute(steps.values(state="stopped", done_at=clock.now()))


def queue_news(session: Session, emergency: Emergency, kind: str) -> None:
    """Notify the contacts called outside the app. kind: coming, or over."""
    session.flush()
    news = News(emergency.family_id, emergency.id, kind, emergency.round, emergency.is_drill)
    queue_news_for_called_contacts(session, news)


def schedule_report_deadline(session: Session, emergency: Emergency) -> None:
    """Expect the member who answered to report again in time; otherwise it is raised again."""
    times = times_of(session, emergency.family_id)
    emergency.news_due_at = clock.now() + timedelta(seconds=times.news_within_s)


def extend_report_deadline(session: Session, emergency: Emergency) -> None:
    """Extend the time for the next report, if one is expected: somebody has reported."""
    if emergency.news_due_at is not None:
        schedule_report_deadline(session, emergency)


def _run(session: Session, emergency: Emergency, step: Step, now: datetime) -> bool:
    """Run a step. Returns whether there was anybody to notify."""
    people = _audience(session, emergency, step)
    is_for_somebody = bool(people) or _has_outside(session, step)
    step.state, step.done_at = ("done" if is_for_somebody else "skipped"), now
    step.is_late, step.told_count = escalation_plan.is_late(step.due_at, now), len(people)
    if is_for_somebody:
        queue_emergency(session, _cause(emergency, step), people)
        if step.position > 0:
            emergency.level = step.position
            _emit(emergency, step)
    if step.kind == "call":
        _repeat(session, emergency, step, now)
    return is_for_somebody


def _cause(emergency: Emergency, step: Step) -> Cause:
    of_step = (step.family_id, emergency.id, step.id, step.kind, step.round)
    return Cause(*of_step, emergency.is_drill, emergency.raised_by)


def _audience(session: Session, emergency: Emergency, step: Step) -> list[Member]:
    members = present_members(session, emergency.family_id)
    answered = _answered(session, emergency)
    return escalation_plan.audience(step.kind, members, emergency.raised_by, answered)


def _has_outside(session: Session, step: Step) -> bool:
    return step.kind == "outside" and has_outside(session, step.family_id)


def _emit(emergency: Emergency, step: Step) -> None:
    more = {"step": step.kind, "position": step.position, "round": step.round}
    emit_emergency_by_clock(
        "emergency:escalated", emergency, **more, late=step.is_late, told=step.told_count
    )


def _repeat(session: Session, emergency: Emergency, step: Step, now: datetime) -> None:
    every = timedelta(seconds=times_of(session, emergency.family_id).repeat_every_s)
    session.add(_new_step(emergency, step.position + 1, "call", now + every))


def _new_step(emergency: Emergency, position: int, kind: str, due_at: datetime) -> Step:
    return Step(
        family_id=emergency.family_id,
        emergency_id=emergency.id,
        round=emergency.round,
        position=position,
        kind=kind,
        due_at=due_at,
        state="waiting",
    )


def _waiting_steps(session: Session, emergency: Emergency) -> list[Step]:
    rows = select(Step).where(Step.emergency_id == emergency.id, Step.state == "waiting")
    return list(session.scalars(rows.order_by(Step.round, Step.position)))


def _answered(session: Session, emergency: Emergency) -> set[str]:
    """Returns the members who answered in this round. After it is raised again, those who answered
    before are called like the others."""
    of_round = (Step.emergency_id == emergency.id, Step.round == emergency.round)
    began_at = select(func.min(Step.due_at)).where(*of_round).scalar_subquery()
    rows = select(Answer.member_id).where(
        Answer.emergency_id == emergency.id, Answer.at >= began_at
    )
    return set(session.scalars(rows))
