"""Who uses a tablet of the home just now: chosen by name, proved by a PIN, for a few minutes.

The tablet's signed cookie keeps whom and when they last touched it; whether they are still a
member is asked at each request. A PIN is weaker than a password: nobody is an admin here.
"""

from dataclasses import replace
from datetime import timedelta

from flask import request, session
from sqlalchemy import select

from carecircle import clock
from carecircle.care.acting import Actor
from carecircle.care.families.models import Member
from carecircle.care.families.permissions import ADMIN, CAREGIVER
from carecircle.db.session import reading

IDLE_FOR = timedelta(minutes=3)
UNATTENDED = "X-Unattended"  # header of what a page asks for by itself; also a name in an address
_KEPT = "acts_as"


def step_up(member: Member) -> None:
    session[_KEPT] = {"member": member.id, "touched_at": clock.now().timestamp()}


def step_back() -> None:
    session.pop(_KEPT, None)


def who_uses(tablet: Member) -> Member | None:
    """None where nobody does, or not any more."""
    kept = session.get(_KEPT)
    if kept is None or not 0 <= _idle_s(kept) < IDLE_FOR.total_seconds():
        return None
    with reading() as read:
        rows = select(Member).where(Member.family_id == tablet.family_id)
        present = rows.where(Member.id == kept["member"], Member.removed_at.is_(None))
        return read.scalar(present)


def touched() -> None:
    """By a person: what a page fetches by itself keeps nobody standing here."""
    if _KEPT in session and UNATTENDED not in request.headers and not request.args.get("still"):
        session[_KEPT] = session[_KEPT] | {"touched_at": clock.now().timestamp()}


def actor_at(tablet: Member, actor: Actor) -> Actor:
    """The person, and the device in the audit trail."""
    role = CAREGIVER if actor.role == ADMIN else actor.role
    origin = f"{tablet.name}, {actor.origin}"
    return replace(actor, role=role, device_id=tablet.id, origin=origin)


def _idle_s(kept: dict[str, float]) -> float:
    return clock.now().timestamp() - kept["touched_at"]
