"""The row of an administration: locked dose, checked values, one live record per dose."""

from datetime import datetime
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.acting import Actor
from carecircle.care.errors import Conflict, Invalid, NotThere
from carecircle.care.medications import outcomes, queries, rules
from carecircle.care.medications.models import Administration, Dose
from carecircle.events.envelope import instant

ALREADY = "already-recorded"


def lock_dose(session: Session, family_id: str, dose_id: str | None) -> None:
    rows = select(Dose.id).where(Dose.family_id == family_id, Dose.id == dose_id)
    if session.scalar(rows.with_for_update()) is None:
        raise NotThere()


def new_record(
    actor: Actor, found: queries.DoseOfDay, values: SimpleNamespace, replaces: str | None = None
) -> Administration:
    now, outcome = clock.now(), outcomes.BY_NAME[values.outcome]
    given_at = _given_at(values.given_at, found.zone) or now
    _check(found, outcome, values, given_at, is_new=replaces is None)
    return Administration(
        family_id=actor.family_id,
        recipient_id=found.dose.recipient_id,
        medication_id=found.dose.medication_id,
        dose_id=found.dose.id,
        outcome=outcome.name,
        closes=not outcome.stays_on_offer,
        quantity=(values.quantity or found.regimen.quantity) if outcome.is_taken else 0,
        given_at=min(given_at, now),
        recorded_at=now,
        recorded_by=actor.must_be_a_member(),
        recorded_by_name=actor.name,
        reason=values.reason,
        note=values.note,
        replaces_id=replaces,
    )


def insert_once(session: Session, record: Administration) -> None:
    try:
        with session.begin_nested():
            session.add(record)
    except IntegrityError as error:  # the index has the last word, whatever was read before
        winner = session.scalar(
            select(Administration).where(
                Administration.dose_id == record.dose_id,
                Administration.voided_at.is_(None),
                Administration.closes,
            )
        )
        if winner is None:
            raise
        raise was_first(winner) from error


def was_first(winner: Administration) -> Conflict:
    word = "gave" if outcomes.BY_NAME[winner.outcome].is_taken else "recorded"
    message = f"{winner.recorded_by_name} {word} this already. Yours was not recorded"
    return Conflict(message, ALREADY, administration=summary(winner))


def summary(record: Administration) -> dict[str, Any]:
    """The public short form of a record: who, what and when."""
    return {
        "id": record.id,
        "by": {"id": record.recorded_by, "name": record.recorded_by_name},
        "outcome": record.outcome,
        "at": instant(record.given_at),
    }


def _given_at(at: datetime | None, zone: str) -> datetime | None:
    if at is None or at.tzinfo is not None:
        return at
    return rules.local_instant(at.date(), at.time(), ZoneInfo(zone))


def _check(
    found: queries.DoseOfDay,
    outcome: outcomes.Outcome,
    values: SimpleNamespace,
    given_at: datetime,
    is_new: bool,
) -> None:
    if rules.is_in_future(given_at, clock.now()):
        raise Invalid({"given_at": "That is still to come. Type a time up to now"})
    if outcome.needs_reason and not values.reason:
        raise Invalid({"reason": "Say why"})
    if outcome.name == "partly" and not values.quantity:
        raise Invalid({"quantity": "Say how much was taken"})
    is_early = is_new and outcome.is_taken and rules.is_too_early(found.dose, given_at)
    if is_early and not values.reason:
        due = found.dose.local_time
        raise Invalid({"reason": f"This is early: due at {due}. Say why it is given now"})
