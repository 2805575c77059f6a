"""Actions: create and revoke the address at which a member's calendar fetches their shifts."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.emitting import record_audit
from carecircle.care.shifts.models import CalendarFeed
from carecircle.db.session import transaction


def open_calendar(actor: Actor, token_hash: str) -> CalendarFeed:
    """Create a new address; the one before it stops working."""
    with transaction() as tx:
        _close(tx.session, actor)
        feed = CalendarFeed(
            family_id=actor.family_id,
            member_id=actor.must_be_a_member(),
            token_hash=token_hash,
            created_at=clock.now(),
        )
        tx.session.add(feed)
        tx.session.flush()
        record_audit(actor, "calendar:opened", feed.id)
        return feed


def close_calendar(actor: Actor) -> None:
    with transaction() as tx:
        if _close(tx.session, actor):
            record_audit(actor, "calendar:closed", actor.member_id)


def _close(session: Session, actor: Actor) -> int:
    rows = select(CalendarFeed).where(
        CalendarFeed.member_id == actor.must_be_a_member(), CalendarFeed.revoked_at.is_(None)
    )
    found = list(session.scalars(rows.with_for_update()))
    for feed in found:
        feed.revoked_at = clock.now()
    return len(found)
