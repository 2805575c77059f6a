"""The JSON resource of a shift."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from carecircle.care.families.models import Member
from carecircle.care.shifts.models import Shift
from carecircle.db.session import reading
from carecircle.events.envelope import instant
from carecircle.web.http.idempotent_writes import WriteResult


def outcome_of(shift: Shift, status: int = 200) -> WriteResult:
    here = f"/families/{shift.family_id}/shifts"
    with reading() as session:
        return WriteResult(resource(session, shift), f"{here}/{shift.id}", page=here, status=status)


def resource(session: Session, shift: Shift) -> dict[str, Any]:
    """state: open, planned, offered, on_duty, ended, cancelled."""
    member = session.get(Member, shift.member_id) if shift.member_id else None
    return {
        "id": shift.id,
        "member": {"id": member.id, "name": member.name} if member else None,
        "starts_at": instant(shift.starts_at),
        "ends_at": instant(shift.ends_at),
        "started_at": _maybe(shift.started_at),
        "ended_at": _maybe(shift.ended_at),
        "ended_why": shift.ended_why,
        "state": state(shift),
        "note": shift.note,
    }


def state(shift: Shift) -> str:
    if shift.cancelled_at is not None:
        return "cancelled"
    if shift.started_at is not None:
        return "ended" if shift.ended_at is not None else "on_duty"
    if shift.member_id is None:
        return "open"
    return "offered" if shift.is_offered else "planned"


def _maybe(at: datetime | None) -> str | None:
    return instant(at) if at else None
