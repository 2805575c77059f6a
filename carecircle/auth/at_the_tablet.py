"""Who uses a tablet of the home just now: chosen by name, proved by a PIN, for a few minutes.

The tablet's signed cookie keeps a key, and the row of that tablet says whose it is and when they
last touched it: to lock the tablet ends every copy of the cookie too. Whether they are still a
member is asked at each request. A PIN is weaker than a password: nobody is an admin here.
"""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from flask import request, session
from sqlalchemy import delete, select, update
from sqlalchemy.exc import OperationalError

from carecircle import clock
from carecircle.auth.keys import hash_of, new_key
from carecircle.auth.models import TabletUse
from carecircle.care.acting import Actor
from carecircle.care.families.models import Member
from carecircle.care.permissions import ADMIN, CAREGIVER
from carecircle.db.session import reading, transaction

IDLE_FOR, NOTED_EVERY = timedelta(minutes=3), timedelta(seconds=10)
UNATTENDED = "X-Unattended"  # header of what a page asks for by itself; also a name in an address
_KEPT = "acts_as"


def step_up(tablet: Member, member: Member) -> None:
    """From now on it is this one, and nobody else."""
    key = new_key()
    use = TabletUse(
        tablet_id=tablet.id, member_id=member.id, key_hash=hash_of(key), touched_at=clock.now()
    )
    with transaction() as tx:
        tx.session.merge(use)
    session[_KEPT] = key


def step_back(tablet: Member) -> None:
    """Nobody any more, wherever else the cookie may have been copied to."""
    session.pop(_KEPT, None)
    with transaction() as tx:
        tx.session.execute(delete(TabletUse).where(TabletUse.tablet_id == tablet.id))


def who_uses(tablet: Member) -> Member | None:
    """None where nobody does, or not any more."""
    key = session.get(_KEPT)
    if not isinstance(key, str):
        return None
    with reading() as read:
        rows = select(Member).join(TabletUse, TabletUse.member_id == Member.id)
        present = rows.where(Member.family_id == tablet.family_id, Member.removed_at.is_(None))
        used = present.where(TabletUse.tablet_id == tablet.id, TabletUse.key_hash == hash_of(key))
        return read.scalar(used.where(TabletUse.touched_at > clock.now() - IDLE_FOR))


def touched(tablet: Member) -> None:
    """By a person: what a page fetches by itself keeps nobody standing here. Noted now and then,
    and not at all while nothing can be written: then it locks itself the sooner."""
    if UNATTENDED in request.headers or request.args.get("still"):
        return
    lately = TabletUse.touched_at > clock.now() - NOTED_EVERY
    with reading() as read:
        if read.scalar(select(lately).where(TabletUse.tablet_id == tablet.id)) is not False:
            return
    with suppress(OperationalError), transaction() as tx:
        rows = update(TabletUse).where(TabletUse.tablet_id == tablet.id)
        tx.session.execute(rows.values(touched_at=clock.now()))


def actor_at(tablet: Member, actor: Actor) -> Actor:
    """The person, and the device in the audit trail."""
    role = CAREGIVER if actor.role == ADMIN else actor.role
    origin = f"{tablet.name}, {actor.origin}"
    return replace(actor, role=role, device_id=tablet.id, origin=origin)
