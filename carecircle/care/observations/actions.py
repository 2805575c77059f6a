"""Actions: record an observation, void a wrong one, set a person's usual range."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.emitting import emit
from carecircle.care.errors import Invalid
from carecircle.care.local_time import instant_of
from carecircle.care.observations import queries, rules
from carecircle.care.observations.inputs import ObservationInput, RangeInput
from carecircle.care.observations.kinds import KINDS
from carecircle.care.observations.models import Observation, UsualRange
from carecircle.care.recipients.actions import emit_recipient_changed
from carecircle.care.recipients.models import Recipient
from carecircle.care.recipients.queries import the_recipient
from carecircle.care.translatable import lazy_gettext as _
from carecircle.db.session import transaction

CLOCK_SKEW = timedelta(minutes=1)


def record_observation(actor: Actor, values: ObservationInput) -> Observation:
    """Record an observation. Raises Invalid, NotAllowed."""
    actor.must_be_allowed("observation:record")
    with transaction() as tx:
        recipient = _recipient(tx.session, actor, values.recipient)
        reading = _reading(values)
        now = clock.now()
        observation = Observation(
            family_id=actor.family_id,
            recipient_id=recipient.id,
            kind=values.kind,
            value=reading.value,
            unit=reading.unit,
            number=reading.number,
            second=reading.second,
            note=values.note,
            at=_at(values.at, recipient.zone, now),
            recorded_at=now,
            recorded_by=actor.must_be_a_member(),
            recorded_by_name=actor.name,
        )
        tx.session.add(observation)
        tx.session.flush()
        _emit(actor, "observation:recorded", observation, note=observation.note)
        return observation


def void_observation(actor: Actor, observation_id: str, why: str) -> Observation:
    """Void a wrong observation: it stays, struck through. Raises NotFound, NotAllowed."""
    actor.must_be_allowed("observation:record")
    with transaction() as tx:
        observation = queries.the_observation(tx.session, actor.family_id, observation_id)
        if observation.voided_at is None:
            observation.voided_at, observation.voided_why = clock.now(), why
            _emit(actor, "observation:corrected", observation, why=why)
        return observation


def set_usual_range(actor: Actor, recipient_id: str, values: RangeInput) -> UsualRange:
    """Set what is usual for this person; an end that is not sent stays. Raises Invalid."""
    actor.must_be_allowed("recipient:change")
    with transaction() as tx:
        recipient = _recipient(tx.session, actor, recipient_id)
        low, high = _ends(tx.session, recipient, values)
        if low is not None and high is not None and low >= high:
            raise Invalid({"high": _("The upper end must be above the lower one")})
        row = UsualRange(
            recipient_id=recipient.id,
            kind=values.kind,
            family_id=actor.family_id,
            low=low,
            high=high,
        )
        row = tx.session.merge(row)
        emit_recipient_changed(actor, recipient)
        return row


def _ends(
    session: Session, recipient: Recipient, values: RangeInput
) -> tuple[int | None, int | None]:
    low, high = queries.own_range(session, recipient.id, values.kind)
    low = values.low if values.was_sent("low") else low
    return low, values.high if values.was_sent("high") else high


def _recipient(session: Session, actor: Actor, recipient_id: str | None) -> Recipient:
    recipient = the_recipient(session, actor.family_id, recipient_id)
    if recipient is None:
        raise Invalid({"recipient": _("Say who this is about")})
    return recipient


def _reading(values: ObservationInput) -> rules.Reading:
    try:
        return rules.read(KINDS[values.kind], values.value, values.unit)
    except ValueError as error:
        raise Invalid({"value": error.args[0]}) from error


def _at(given: datetime | None, zone: str, now: datetime) -> datetime:
    at = instant_of(given, zone) if given else now
    if at > now + CLOCK_SKEW:
        raise Invalid({"at": _("This is still to come. Type a time up to now")})
    return min(at, now)


def _emit(actor: Actor, type_: str, observation: Observation, **details: str | None) -> None:
    value: object = observation.value
    if KINDS[observation.kind].is_number:
        value = float(observation.value)
    data = {
        "observation": observation.id,
        "kind": observation.kind,
        "value": value,
        "unit": observation.unit,
    }
    emit(actor, type_, data, details=details, recipient_id=observation.recipient_id)
