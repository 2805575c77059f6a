"""The person who is using a home tablet: chosen by name, verified by PIN, for a few minutes.

The tablet's signed cookie holds a key; the tablet's row says whose it is and when the person last
touched it, so locking the tablet ends every copy of the cookie too. Membership is checked at each
request. A PIN is weaker than a password, so nobody acts as an admin here.
"""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from flask import request, session
from sqlalchemy import delete, select, update
from sqlalchemy.exc import OperationalError, TimeoutError

from carecircle import clock
from carecircle.auth.keys import hash_of, new_key
from carecircle.auth.models import TabletUse
from carecircle.care.actor import Actor
from carecircle.care.families.models import Member
from carecircle.care.permissions import ADMIN, CAREGIVER
from carecircle.db.session import reading, transaction

IDLE_FOR, NOTED_EVERY = timedelta(minutes=3), timedelta(seconds=10)
UNATTENDED = "X-Unattended"  # header of requests the page makes itself; also a query parameter
_SESSION_KEY = "acts_as"


def start_use(tablet: Member, member: Member) -> None:
    """Make this member the only one who uses the tablet."""
    key = new_key()
    use = TabletUse(
        tablet_id=tablet.id, member_id=member.id, key_hash=hash_of(key), touched_at=clock.now()
    )
    with transaction() as tx:
        tx.session.merge(use)
    session[_SESSION_KEY] = key


def end_use(tablet: Member) -> None:
    """Lock the tablet: nobody uses it now, with any copy of the cookie."""
    session.pop(_SESSION_KEY, None)
    with transaction() as tx:
        tx.session.execute(delete(TabletUse).where(TabletUse.tablet_id == tablet.id))


def current_user_of(tablet: Member) -> Member | None:
    """Returns the member who is using the tablet; None if nobody is, or the time is up."""
    key = session.get(_SESSION_KEY)
    if not isinstance(key, str):
        return None
    with reading() as read:
        rows = select(Member).join(TabletUse, TabletUse.member_id == Member.id)
        present = rows.where(Member.family_id == tablet.family_id, Member.removed_at.is_(None))
        used = present.where(TabletUse.tablet_id == tablet.id, TabletUse.key_hash == hash_of(key))
        return read.scalar(used.where(TabletUse.touched_at > clock.now() - IDLE_FOR))


def record_activity(tablet: Member) -> None:
    """Record that a person touched the tablet; requests made by the page itself do not count.
    Stored at most every 10 s, and not while writes fail: the tablet then only locks sooner."""
    if UNATTENDED in request.headers or request.args.get("still"):
        return
    is_recent = TabletUse.touched_at > clock.now() - NOTED_EVERY
    with reading() as read:
        if read.scalar(select(is_recent).where(TabletUse.tablet_id == tablet.id)) is not False:
            return
    with suppress(OperationalError, TimeoutError), transaction() as tx:
        rows = update(TabletUse).where(TabletUse.tablet_id == tablet.id)
        tx.session.execute(rows.values(touched_at=clock.now()))


def actor_at(tablet: Member, actor: Actor) -> Actor:
    """Returns the person as the actor, with the tablet named in the audit trail."""
    role = CAREGIVER if actor.role == ADMIN else actor.role
    origin = f"{tablet.name}, {actor.origin}"
    return replace(actor, role=role, device_id=tablet.id, origin=origin)
