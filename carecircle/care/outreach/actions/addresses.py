"""Actions: add an address, verify it by a code sent there, subscribe a browser to pushes."""

import hashlib
import hmac
import secrets

from sqlalchemy import select

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.emitting import record_audit
from carecircle.care.errors import Conflict, Invalid
from carecircle.care.families.models import Member
from carecircle.care.outreach import queries, rules
from carecircle.care.outreach.actions.outbox import Addressee, MessageContent, queue
from carecircle.care.outreach.inputs import CodeInput, ContactPointInput, SubscriptionInput
from carecircle.care.outreach.models import ContactPoint, PushSubscription
from carecircle.care.translatable import lazy_gettext as _
from carecircle.db.session import Transaction, transaction

MOST_TRIES = 5


def add_contact_point(actor: Actor, values: ContactPointInput) -> ContactPoint:
    """Add an address and send a code to it. Raises NotAllowed, Invalid.

    A member may add their own; an admin also those of others and of people outside.
    """
    if values.member is None or values.member != actor.member_id:
        actor.must_be_allowed("family:change")
    with transaction() as tx:
        _must_be_present(tx, actor.family_id, values.member)
        code = f"{secrets.randbelow(1_000_000):06d}"
        point = ContactPoint(
            family_id=actor.family_id,
            member_id=values.member,
            name=values.name,
            channel=values.channel,
            address=values.address,
            code_hash=_hash(code),
            created_at=clock.now(),
        )
        tx.session.add(point)
        tx.session.flush()
        to = Addressee(point.channel, point.address, point.name)
        queue(tx.session, actor.family_id, to, MessageContent(rules.CODE, *rules.code_text(code)))
        record_audit(actor, "contact_point:added", point.id, after={"channel": point.channel})
        return point


def verify(actor: Actor, point_id: str, values: CodeInput) -> ContactPoint:
    """Verify an address by the code sent to it. Raises NotFound, Invalid, and Conflict after too
    many attempts."""
    with transaction() as tx:
        point = _locked(tx, actor.family_id, point_id)
        is_right = hmac.compare_digest(point.code_hash or "", _hash(values.code))
        if point.code_tries >= MOST_TRIES:
            raise Conflict(_("Too many wrong codes. Enter the address again"), "too-many-tries")
        if is_right:
            point.verified_at, point.code_hash = clock.now(), None
            record_audit(actor, "contact_point:verified", point.id)
        else:
            point.code_tries += 1
    if not is_right:
        raise Invalid({"code": _("This is not the code that was sent there")})
    return point


def end_contact_point(actor: Actor, point_id: str) -> ContactPoint:
    with transaction() as tx:
        point = _locked(tx, actor.family_id, point_id)
        if point.member_id != actor.member_id:
            actor.must_be_allowed("family:change")
        point.ended_at = clock.now()
        record_audit(actor, "contact_point:ended", point.id)
        return point


def subscribe(actor: Actor, values: SubscriptionInput) -> PushSubscription:
    """Subscribe this browser to pushes. A second call only updates its keys."""
    with transaction() as tx:
        found = _subscription(tx, actor, values.endpoint)
        if found is None:
            found = PushSubscription(
                family_id=actor.family_id,
                member_id=actor.must_be_a_member(),
                endpoint=values.endpoint,
                created_at=clock.now(),
            )
            tx.session.add(found)
        found.p256dh, found.auth, found.ended_at = values.p256dh, values.auth, None
        tx.session.flush()
        record_audit(actor, "push:subscribed", found.id)
        return found


def end_subscription(actor: Actor, values: SubscriptionInput) -> PushSubscription | None:
    with transaction() as tx:
        found = _subscription(tx, actor, values.endpoint)
        if found is not None:
            found.ended_at = clock.now()
            record_audit(actor, "push:ended", found.id)
        return found


def _subscription(tx: Transaction, actor: Actor, endpoint: str) -> PushSubscription | None:
    rows = select(PushSubscription).where(
        PushSubscription.family_id == actor.family_id,
        PushSubscription.member_id == actor.must_be_a_member(),
        PushSubscription.endpoint == endpoint,
    )
    return tx.session.scalar(rows.with_for_update())


def _locked(tx: Transaction, family_id: str, point_id: str) -> ContactPoint:
    point = queries.the_contact_point(tx.session, family_id, point_id)
    tx.session.refresh(point, with_for_update=True)
    return point


def _must_be_present(tx: Transaction, family_id: str, member_id: str | None) -> None:
    if member_id is None:
        return
    rows = select(Member.id).where(
        Member.family_id == family_id, Member.id == member_id, Member.removed_at.is_(None)
    )
    if tx.session.scalar(rows) is None:
        raise Invalid({"member": _("Choose somebody who is in this family")})


def _hash(code: str) -> str:
    return hashlib.sha256(code.strip().encode("utf-8", "replace")).hexdigest()
