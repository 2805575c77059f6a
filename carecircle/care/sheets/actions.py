"""Actions: change a sheet, create a link to it, revoke its links, open one."""

from sqlalchemy import select, update

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.emitting import record_audit
from carecircle.care.errors import Invalid
from carecircle.care.recipients.actions import emit_recipient_changed
from carecircle.care.recipients.models import Contact
from carecircle.care.sheets import queries, rules
from carecircle.care.sheets.fields import FIELDS
from carecircle.care.sheets.inputs import SheetInput
from carecircle.care.sheets.models import SheetFacts, SheetLink
from carecircle.db.session import Transaction, transaction
from carecircle.events import audit, log


def change_sheet(actor: Actor, recipient_id: str, values: SheetInput) -> SheetFacts:
    """Change the sheet; fields not sent keep their values. Raises NotAllowed, NotFound, Invalid."""
    actor.must_be_allowed("recipient:change")
    try:
        contacts = rules.contacts_in(values.contacts)
    except ValueError as error:
        raise Invalid({"contacts": error.args[0]}) from error
    with transaction() as tx:
        recipient = queries.the_recipient_of(tx.session, actor.family_id, recipient_id)
        sent = {name: getattr(values, name) for name in FIELDS if values.was_sent(name)}
        facts = SheetFacts(
            family_id=actor.family_id,
            recipient_id=recipient_id,
            changed_at=clock.now(),
            changed_by_name=actor.name,
            **sent,
        )
        facts = tx.session.merge(facts)
        if values.was_sent("contacts"):
            _store_contacts(tx, actor.family_id, recipient_id, contacts)
        emit_recipient_changed(actor, recipient, after=sent)
        return facts


def create_link(actor: Actor, recipient_id: str) -> SheetLink:
    """Create a link. Raises NotAllowed, NotFound."""
    actor.must_be_allowed("recipient:change")
    with transaction() as tx:
        queries.the_recipient_of(tx.session, actor.family_id, recipient_id)
        now = clock.now()
        link = SheetLink(
            family_id=actor.family_id,
            recipient_id=recipient_id,
            made_at=now,
            made_by_name=actor.name,
            expires_at=now + rules.LINK_LASTS,
        )
        tx.session.add(link)
        tx.session.flush()
        record_audit(actor, "sheet_link:made", link.id, after={"recipient": recipient_id})
        return link


def revoke_links(actor: Actor, recipient_id: str) -> int:
    """Revoke all links to this sheet. Returns their number. Raises NotAllowed, NotFound."""
    actor.must_be_allowed("recipient:change")
    with transaction() as tx:
        queries.the_recipient_of(tx.session, actor.family_id, recipient_id)
        links = queries.open_links(tx.session, actor.family_id, recipient_id)
        for link in links:
            link.revoked_at = clock.now()
        record_audit(actor, "sheet_link:revoked", recipient_id, after={"links": len(links)})
        return len(links)


def open_by_link(link_id: str, origin: str | None) -> SheetLink:
    """Open a sheet without an account, which is recorded in the audit trail. Raises NotFound."""
    with transaction() as tx:
        link = queries.the_open_link(tx.session, link_id)
        link.opened_at = clock.now()
        log.record_audit(
            audit.Entry(link.family_id, None, "sheet_link:opened", link.id, origin=origin)
        )
        return link


def _store_contacts(
    tx: Transaction, family_id: str, recipient_id: str, said: list[tuple[str, str | None, str]]
) -> None:
    """Store the contacts in the order of calling; those no longer listed end, but are not
    deleted."""
    rows = select(Contact).where(
        Contact.family_id == family_id,
        Contact.recipient_id == recipient_id,
        Contact.ended_at.is_(None),
    )
    known = {(c.name, c.relation, c.phone): c for c in tx.session.scalars(rows)}
    gone = [contact.id for key, contact in known.items() if key not in said]
    ending = update(Contact).where(Contact.family_id == family_id, Contact.id.in_(gone))
    tx.session.execute(ending.values(ended_at=clock.now()))
    for rank, key in enumerate(dict.fromkeys(said), 1):
        contact = known.get(key) or Contact(family_id=family_id, recipient_id=recipient_id)
        contact.name, contact.relation, contact.phone = key
        contact.rank = rank
        tx.session.add(contact)
