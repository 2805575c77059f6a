"""The JSON resources of emergencies."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from carecircle.care.actor import Actor
from carecircle.care.emergencies import queries
from carecircle.care.emergencies.models import Answer, Emergency, Receipt, Sending, Step
from carecircle.care.emergencies.queries import Story
from carecircle.db.session import transaction
from carecircle.events import idempotency
from carecircle.events.envelope import instant
from carecircle.web.http.idempotent_writes import WriteResult


def outcome_of(emergency: Emergency, status: int) -> WriteResult:
    """Returns the outcome of a write: the emergency in its new state, in the same transaction."""
    with transaction() as tx:
        tx.session.flush()
        [shown] = resources(tx.session, [emergency])
    here = f"/families/{emergency.family_id}/emergencies/{emergency.id}"
    return WriteResult(shown, here, status=status)


def key_of_press(actor: Actor, key: str | None) -> str | None:
    """Returns the digest that makes a press by HTTP and the same one by websocket one emergency."""
    return key and idempotency.digest(actor.who.id, "press", key)


def resource(story: Story) -> dict[str, Any]:
    """Returns the resource of an emergency."""
    emergency = story.emergency
    return {
        "id": emergency.id,
        "recipient": emergency.recipient_id,
        "status": emergency.status,
        "type": emergency.type,
        "severity": emergency.severity,
        "drill": emergency.is_drill,
        "note": emergency.note,
        "location": emergency.location,
        "raised_at": _instant(emergency.raised_at),
        "raised_by": _member(emergency.raised_by, emergency.raised_by_name),
        "acknowledged_at": _instant(emergency.acknowledged_at),
        "resolved_at": _instant(emergency.resolved_at),
        "outcome": emergency.outcome,
        "next_step_at": _instant(emergency.next_step_at),
        "news_due_at": _instant(emergency.news_due_at),
        "steps": [_step(step) for step in story.steps],
        "answers": [_answer(answer) for answer in story.counting_answers],
        "receipts": [_receipt(receipt) for receipt in story.receipts],
        "sendings": [_sending(sending) for sending in story.sendings],
        "received": list(story.has("received")),
        "seen": list(story.has("seen")),
    }


def resources(session: Session, emergencies: Iterable[Emergency]) -> list[dict[str, Any]]:
    return [resource(story) for story in queries.stories_with_members(session, list(emergencies))]


def _receipt(receipt: Receipt) -> dict[str, Any]:
    """through: an id that is equal for receipts from the same device."""
    at = _instant(receipt.at)
    device = receipt.through or None
    return {"member": receipt.member_id, "kind": receipt.kind, "through": device, "at": at}


def _sending(sending: Sending) -> dict[str, Any]:
    """member: null for a device that belongs to nobody."""
    return {
        "member": sending.member_id,
        "through": sending.through,
        "at": _instant(sending.at),
    }


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "member": {"id": answer.member_id, "name": answer.member_name},
        "answer": answer.answer,
        "minutes": answer.minutes,
        "at": _instant(answer.at),
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "kind": step.kind,
        "round": step.round,
        "position": step.position,
        "state": step.state,
        "due_at": _instant(step.due_at),
        "done_at": _instant(step.done_at),
        "late": step.is_late,
        "told": step.told_count,
    }


def _member(member_id: str | None, name: str | None) -> dict[str, str | None] | None:
    return {"id": member_id, "name": name} if member_id else None


def _instant(at: datetime | None) -> str | None:
    return instant(at) if at else None
