"""Actions: add an agenda item, take it over, finish it, take it off, send its reminder."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.agenda import queries, rules
from carecircle.care.agenda.inputs import AgendaInput
from carecircle.care.agenda.models import AgendaItem
from carecircle.care.due_rows import claim
from carecircle.care.emitting import EventData, emit, emit_by_clock
from carecircle.care.errors import Invalid
from carecircle.care.families.models import Family, Member
from carecircle.care.local_time import instant_of
from carecircle.care.recipients.queries import the_recipient
from carecircle.care.translatable import lazy_gettext as _
from carecircle.db.session import transaction


def add_item(actor: Actor, values: AgendaInput) -> AgendaItem:
    """Add an item. Raises Invalid, NotAllowed."""
    actor.must_be_allowed("agenda:change")
    if values.kind == "appointment" and values.due_at is None:
        raise Invalid({"due_at": _("Say when the appointment is")})
    with transaction() as tx:
        zone = tx.session.get_one(Family, actor.family_id).zone
        about = the_recipient(tx.session, actor.family_id, values.recipient)
        due_at = instant_of(values.due_at, zone) if values.due_at else None
        item = AgendaItem(
            family_id=actor.family_id,
            recipient_id=about.id if about else None,
            kind=values.kind,
            what=values.what,
            place=values.place,
            transport=values.transport,
            note=values.note,
            member_id=_owner(tx.session, actor, values.member),
            due_at=due_at,
            tells_at=rules.remind_at(values.kind, due_at, clock.now()),
            created_at=clock.now(),
        )
        tx.session.add(item)
        tx.session.flush()
        _emit_changed(actor, item)
        return item


def take_over(actor: Actor, item_id: str) -> AgendaItem:
    """Make the actor the one who does it, or goes along."""
    actor.must_be_allowed("agenda:change")
    with transaction() as tx:
        item = queries.the_item(tx.session, actor.family_id, item_id, lock=True)
        if item.member_id != actor.must_be_a_member():
            item.member_id = actor.member_id
            _emit_changed(actor, item)
        return item


def finish(actor: Actor, item_id: str) -> AgendaItem:
    """Mark it as done, whoever did it. A second call changes nothing."""
    actor.must_be_allowed("agenda:change")
    with transaction() as tx:
        item = queries.the_item(tx.session, actor.family_id, item_id, lock=True)
        if item.done_at is None and item.cancelled_at is None:
            item.done_at, item.done_by_name = clock.now(), actor.name
            item.tells_at = None
            _emit_changed(actor, item, done=True)
        return item


def cancel_item(actor: Actor, item_id: str) -> AgendaItem:
    actor.must_be_allowed("agenda:change")
    with transaction() as tx:
        item = queries.the_item(tx.session, actor.family_id, item_id, lock=True)
        if item.cancelled_at is None:
            item.cancelled_at, item.tells_at = clock.now(), None
            _emit_changed(actor, item, cancelled=True)
        return item


def emit_reminders() -> int:
    """Emit one reminder for each task that is due and each appointment that is near. Returns the
    number of items."""
    rows = select(AgendaItem).where(AgendaItem.tells_at <= clock.now())
    return claim(rows.order_by(AgendaItem.tells_at, AgendaItem.id), _remind)


def _remind(_session: Session, item: AgendaItem) -> None:
    item.tells_at = None
    emit_by_clock(item, "agenda:changed", _data(item) | {"due": True} | _details(item))


def _owner(session: Session, actor: Actor, member_id: str | None) -> str | None:
    if member_id is None:
        return None
    rows = select(Member.id).where(Member.family_id == actor.family_id, Member.id == member_id)
    found = session.scalar(rows.where(Member.removed_at.is_(None)))
    if found is None:
        raise Invalid({"member": _("Choose a member of this family")})
    return found


def _emit_changed(actor: Actor, item: AgendaItem, **more: bool) -> None:
    emit(
        actor,
        "agenda:changed",
        _data(item) | more,
        details=_details(item),
        recipient_id=item.recipient_id,
    )


def _data(item: AgendaItem) -> EventData:
    return {"item": item.id, "kind": item.kind, "member": item.member_id}


def _details(item: AgendaItem) -> EventData:
    return {"what": item.what}
