"""Actions of the escalation: run due steps, raise again, set the family's policy."""

import structlog
from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.emergencies import escalation_plan
from carecircle.care.emergencies.actions import steps
from carecircle.care.emergencies.actions.common import emit_emergency_by_clock
from carecircle.care.emergencies.actions.put_off import PutOff
from carecircle.care.emergencies.inputs import PolicyInput
from carecircle.care.emergencies.models import Emergency, EscalationPolicy
from carecircle.care.emergencies.queries import ahead_of_the_clock, times_of
from carecircle.care.emitting import record_audit
from carecircle.care.errors import Invalid
from carecircle.db.locks import locks_within
from carecircle.db.session import reading, transaction
from carecircle.db.timeouts import JOB_LOCK_S

_log = structlog.get_logger("carecircle.escalation")
_put_off = PutOff()


def escalate_due(limit: int = 50) -> int:
    """Run the due steps, each emergency in its own transaction. Returns the number of emergencies.

    The row of an emergency is locked before its steps are read, as every answer does, so an answer
    and a step at the same instant happen one after the other. One that fails, for example because
    its family's log is locked, is put off, and the others come first. Raises EscalationHeldUp then.
    """
    count = 0
    _put_off.begin_round()
    while count < limit and _is_any_due() and _escalate_next():
        count += 1
    _put_off.raise_if_any()
    return count


def _escalate_next() -> bool:
    """Run the due steps of the emergency that has waited longest. Returns False if none is left."""
    emergency = None
    try:
        with locks_within(JOB_LOCK_S), transaction() as tx:
            emergency = _claim(tx.session)
            if emergency is None:
                return False
            emergency_id = emergency.id
            _escalate(tx.session, emergency)
        _put_off.remove(emergency_id)
    except Exception:
        if emergency is None:
            raise
        _log.exception("an escalation is put off")
        _put_off.add(emergency_id)
    return True


def repair_escalation(limit: int = 50) -> int:
    """Raise again each open emergency that has no next step, or whose steps wait because the clock
    was put back. Returns their number.

    All workers find the same ones at the same time. What was found is checked again once its row
    is locked, so that each is raised again once.
    """
    with transaction() as tx:
        found = list(tx.session.scalars(_broken(tx.session, limit)))
        ahead = ahead_of_the_clock(tx.session)
        still = [one for one in found if one.id in ahead or not _has_next_step(one)]
        for emergency in still:
            reason = "clock_put_back" if emergency.id in ahead else "no_next_step"
            _raise_again(tx.session, emergency, reason)
        return len(still)


def _broken(session: Session, limit: int) -> Select[Emergency]:
    """Locks the rows as they are now, whatever this transaction has read of them before."""
    has_none = and_(Emergency.next_step_at.is_(None), Emergency.news_due_at.is_(None))
    is_broken = or_(has_none, Emergency.id.in_(ahead_of_the_clock(session)))
    rows = select(Emergency).where(Emergency.status != "resolved", is_broken).limit(limit)
    return rows.with_for_update(skip_locked=True).execution_options(populate_existing=True)


def _has_next_step(emergency: Emergency) -> bool:
    return emergency.next_step_at is not None or emergency.news_due_at is not None


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
    is_open = Emergency.status != "resolved"
    rows = select(Emergency).where(due, is_open, Emergency.id.not_in(_put_off.ids()))
    return rows.order_by(Emergency.is_drill, since).limit(1)


def _claim(session: Session) -> Emergency | None:
    fresh = _due().with_for_update(skip_locked=True).execution_options(populate_existing=True)
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
