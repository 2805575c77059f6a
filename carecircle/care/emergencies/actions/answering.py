"""Actions: answer an emergency. Only an acknowledgement stops the escalation."""

from typing import Any

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.emergencies import rules
from carecircle.care.emergencies.actions import steps
from carecircle.care.emergencies.actions.common import emit_emergency, locked_open
from carecircle.care.emergencies.actions.receiving import store_receipt
from carecircle.care.emergencies.inputs import AcknowledgementInput
from carecircle.care.emergencies.models import Answer, Emergency
from carecircle.db.session import Transaction, transaction


def acknowledge(actor: Actor, emergency_id: str, values: AcknowledgementInput) -> Emergency:
    """Answer "on my way" or "on scene".

    Raises NotAllowed, NotFound, and Conflict if it is resolved.
    """
    actor.must_be_allowed("emergency:answer")
    with transaction() as tx:
        emergency = locked_open(tx.session, actor, emergency_id)
        answer = _answer(tx, actor, emergency, values.answer, values.minutes)
        emergency.status = rules.status_after(emergency.status, answer.answer)
        emergency.acknowledged_at = emergency.acknowledged_at or answer.at
        steps.stop(tx.session, emergency)
        steps.queue_news(tx.session, emergency, "coming")
        steps.schedule_report_deadline(tx.session, emergency)
        details: dict[str, Any] = {"answer": answer.answer, "minutes": answer.minutes}
        emit_emergency(
            actor, "emergency:acknowledged", emergency, **details, member=answer.member_id
        )
        return emergency


def decline(actor: Actor, emergency_id: str) -> Emergency:
    """Answer "cannot come". Raises NotAllowed, NotFound, and Conflict if it is resolved."""
    actor.must_be_allowed("emergency:answer")
    with transaction() as tx:
        emergency = locked_open(tx.session, actor, emergency_id)
        answer = _answer(tx, actor, emergency, "cannot_come", None)
        steps.extend_report_deadline(tx.session, emergency)
        emit_emergency(actor, "emergency:declined", emergency, member=answer.member_id)
        return emergency


def _answer(
    tx: Transaction, actor: Actor, emergency: Emergency, word: str, minutes: int | None
) -> Answer:
    answer = Answer(
        family_id=actor.family_id,
        emergency_id=emergency.id,
        member_id=actor.must_be_a_member(),
        member_name=actor.name,
        answer=word,
        minutes=minutes,
        at=clock.now(),
    )
    tx.session.add(answer)
    store_receipt(tx.session, actor, emergency, "seen")  # whoever answers has seen it
    return answer
