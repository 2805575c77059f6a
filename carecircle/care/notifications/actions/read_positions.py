"""Actions: record how far a member has read, and set what they are notified of."""

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.errors import Invalid
from carecircle.care.families.models import Family
from carecircle.care.notifications.inputs import ChoicesInput
from carecircle.care.notifications.models import NotificationChoice, ReadPosition
from carecircle.care.notifications.rules import MORNING, VISIT_OVER, next_at, next_quiet
from carecircle.care.translatable import lazy_gettext as _
from carecircle.db.session import transaction
from carecircle.events.catalogue import CHOICES


def record_visit(actor: Actor, seq: int) -> ReadPosition:
    """Record that a member looks at the day, with the log at seq. A visit ends after 30 min without
    a look; events after it are new to the member."""
    member_id, now = actor.must_be_a_member(), clock.now()
    with transaction() as tx:
        position = tx.session.get(ReadPosition, member_id, with_for_update=True)
        if position is None:
            position = ReadPosition(
                member_id=member_id,
                family_id=actor.family_id,
                since_seq=seq,
                since_at=now,
                visit_seq=seq,
                notified_seq=seq,
                last_seq=seq,
                last_at=now,
            )
            tx.session.add(position)
            return position
        if now - position.last_at > VISIT_OVER:
            position.since_seq, position.since_at = position.last_seq, position.last_at
            position.visit_seq = seq
        position.last_seq, position.last_at = max(seq, position.last_seq), now
        return position


def mark_since_read(actor: Actor, seq: int) -> None:
    """Mark what is new since the last visit as read, up to seq."""
    record_visit(actor, seq)
    with transaction() as tx:
        position = tx.session.get_one(ReadPosition, actor.member_id, with_for_update=True)
        position.since_seq, position.since_at = max(seq, position.since_seq), clock.now()


def mark_notifications_read(actor: Actor, seq: int) -> bool:
    """Mark as read up to seq. Returns whether that changed anything."""
    record_visit(actor, seq)
    with transaction() as tx:
        position = tx.session.get_one(ReadPosition, actor.member_id, with_for_update=True)
        if seq <= position.notified_seq:
            return False
        position.notified_seq = seq
        return True


def set_choices(actor: Actor, values: ChoicesInput) -> NotificationChoice:
    """Set the choices; emergencies cannot be turned off. Fields not sent keep their values. Raises
    Invalid."""
    member_id = actor.must_be_a_member()
    with transaction() as tx:
        zone = tx.session.get_one(Family, actor.family_id).zone
        row = tx.session.get(NotificationChoice, member_id, with_for_update=True)
        row = row or NotificationChoice(member_id=member_id, family_id=actor.family_id, off=[])
        row.off = [kind for kind in CHOICES if not _is_wanted(kind, row, values)]
        _set_quiet_hours(row, values)
        _set_digest_time(row, values)
        row.digest_next_at = next_at(clock.now(), zone, row.digest_at) if row.digest_at else None
        row.quiet_next_at = next_quiet(clock.now(), zone, row.quiet_from, row.quiet_to)
        tx.session.add(row)
        return row


def _is_wanted(kind: str, row: NotificationChoice, values: ChoicesInput) -> bool:
    return bool(getattr(values, kind)) if values.was_sent(kind) else kind not in row.off


def _set_quiet_hours(row: NotificationChoice, values: ChoicesInput) -> None:
    if values.was_sent("quiet_from"):
        row.quiet_from = values.quiet_from
    if values.was_sent("quiet_to"):
        row.quiet_to = values.quiet_to
    if bool(row.quiet_from) != bool(row.quiet_to):
        raise Invalid({"quiet_to": _("Say both, from when and until when, or neither")})


def _set_digest_time(row: NotificationChoice, values: ChoicesInput) -> None:
    """Set the time of the digest. digest alone: the current time, or MORNING. A time alone changes
    the time of an existing digest."""
    is_on = values.digest if values.was_sent("digest") else row.digest_at is not None
    time = values.digest_at if values.was_sent("digest_at") else row.digest_at
    row.digest_at = (time or MORNING) if is_on else None
