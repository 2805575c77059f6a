"""Actions of the escalation: run due steps, raise again, set the family's policy."""

import structlog
from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.emergencies import escalation_plan
from carecircle.care.emergencies.actions import steps
from carecircle.care.emergencies.actions.common import emit_emergency_by_clock
from carecircle.care.emergencies.inputs import PolicyInput
from carecircle.care.emergencies.models import Emergency, EscalationPolicy
from carecircle.care.emergencies.queries import ahead_of_the_clock, times_of
from carecircle.care.emitting import record_audit
from carecircle.care.errors import Invalid
from carecircle.db.failures import Failure, failure_of
from carecircle.db.locks import locks_within
from carecircle.db.session import reading, transaction
from carecircle.db.timeouts import JOB_LOCK_S

_log = structlog.get_logger("carecircle.escalation")


def escalate_due(limit: int = 50) -> int:
    """Run the due steps, each emergency in its own transaction. Returns the number of emergencies.

    The row of an emergency is locked before its steps are read, as every answer does, so an answer
    and a step at the same instant happen one after the other. A family that somebody else holds
    waits for the next round; the others do not wait for it.
    """
    if not _is_any_due():
        return 0
    held: set[str] = set()
    for count in range(limit):
        if not _escalate_next(held):
            return count
    return limit


def _escalate_next(held: set[str]) -> bool:
    """Returns whether there was one. held: families to leave out; a further one is added."""
    family_id = None
    try:
        with locks_within(JOB_LOCK_S), transaction() as tx:
            emergency = _claim(tx.session, held)
            if emergency is None:
                return False
            family_id = emergency.family_id
            _escalate(tx.session, emergency)
    except DBAPIError as error:
        if family_id is None or failure_of(error) is not Failure.BUSY:
            raise
        _log.error("escalation waits: its family is held", exc_info=True)
        held.add(family_id)
    return True


def repair_escalation(limit: int = 50) -> int:
    """Raise again each open emergency that has no next step, or whose steps wait because the clock
    was put back. Returns their number."""
    with transaction() as tx:
        ahead = ahead_of_the_clock(tx.session)
        has_none = and_(Emergency.next_step_at.is_(None), Emergency.news_due_at.is_(None))
        rows = select(Emergency).where(
            Emergency.status != "resolved", or_(has_none, Emergency.id.in_(ahead))
        )
        found = list(tx.session.scalars(rows.limit(limit).with_for_update(skip_locked=True)))
        for emergency in found:
            reason = "clock_put_back" if emergency.id in ahead else "no_next_step"
            _raise_again(tx.session, emergency, reason)
        return len(found)


def set_policy(actor: Actor, values: PolicyInput) -> EscalationPolicy:
    """Set the policy for emergencies raised from now on; fields not sent keep their values. Raises
    NotAllowed, Invalid."""
    actor.must_be_allowed("family:change")
    with transaction() as tx:
        times = values.applied_to(times_of(tx.session, actor.family_id))
        if wrong := escalation_plan.timing_errors(times):
            raise Invalid(wrong)
        policy = EscalationPolicy(
            family_id=actor.family_id,
            changed_at=clock.now(),
            changed_by_name=actor.name,
            **vars(times),
        )
        policy = tx.session.merge(policy)
        record_audit(actor, "escalation:changed", actor.family_id, after=vars(times))
        return policy


def _is_any_due() -> bool:
    """Checks without SQLite's single write lock, because it runs four times a second."""
    with reading() as session:
        return session.scalar(_due().with_only_columns(Emergency.id)) is not None


def _due() -> Select[Emergency]:
    """Real emergencies before drills, then the one that has waited longest."""
    now = clock.now()
    due = or_(Emergency.next_step_at <= now, Emergency.news_due_at <= now)
    since = func.coalesce(Emergency.next_step_at, Emergency.news_due_at)
    rows = select(Emergency).where(due, Emergency.status != "resolved")
    return rows.order_by(Emergency.is_drill, since).limit(1)


def _claim(session: Session, held: set[str]) -> Emergency | None:
    due = _due().where(Emergency.family_id.not_in(held))
    fresh = due.with_for_update(skip_locked=True).execution_options(populate_existing=True)
    return session.scalar(fresh)


def _escalate(session: Session, emergency: Emergency) -> None:
    if emergency.news_due_at is not None and emergency.news_due_at <= clock.now():
        _raise_again(session, emergency, "no_news")
    else:
        steps.run_due(session, emergency)


def _raise_again(session: Session, emergency: Emergency, reason: str) -> None:
    late = escalation_plan.is_late(emergency.news_due_at or clock.now(), clock.now())
    steps.drop_waiting(session, emergency)
    emergency.status, emergency.round = "raised", emergency.round + 1
    again = {"step": "again", "position": 0, "round": emergency.round, "reason": reason}
    emit_emergency_by_clock("emergency:escalated", emergency, **again, late=late, told=0)
    steps.begin_round(session, emergency, clock.now())
