"""Reads: care recipients of sheets, links to sheets."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.errors import NotFound
from carecircle.care.recipients.models import Recipient
from carecircle.care.sheets import rules
from carecircle.care.sheets.models import SheetFacts, SheetLink


def the_recipient_of(session: Session, family_id: str, recipient_id: str) -> Recipient:
    """Returns the care recipient. Raises NotFound."""
    rows = select(Recipient).where(Recipient.family_id == family_id, Recipient.id == recipient_id)
    found = session.scalar(rows)
    if found is None:
        raise NotFound
    return found


def facts_of(session: Session, family_id: str, recipient_id: str) -> SheetFacts | None:
    rows = select(SheetFacts).where(
        SheetFacts.family_id == family_id, SheetFacts.recipient_id == recipient_id
    )
    return session.scalar(rows)


def open_links(session: Session, family_id: str, recipient_id: str) -> list[SheetLink]:
    """Returns the open links, the newest first."""
    rows = select(SheetLink).where(
        SheetLink.family_id == family_id,
        SheetLink.recipient_id == recipient_id,
        SheetLink.revoked_at.is_(None),
        SheetLink.expires_at > clock.now(),
    )
    return list(session.scalars(rows.order_by(SheetLink.made_at.desc())))


def the_open_link(session: Session, link_id: str) -> SheetLink:
    """Returns the open link. Raises NotFound. The caller has checked the signature of the
    address."""
    link = link_by(session, link_id)
    if link is None or not rules.is_open(link.expires_at, link.revoked_at, clock.now()):
        raise NotFound
    return link


def link_by(session: Session, link_id: str) -> SheetLink | None:
    """Returns the link in any state. The caller has checked the signature of the address."""
    return session.get(SheetLink, link_id)
