"""The row of an administration: checked values, one live record per dose."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.acting import Actor
from carecircle.care.errors import Conflict
from carecircle.care.families.numbers import Numbers
from carecircle.care.medications import outcomes, rules
from carecircle.care.medications.actions.checking import check, given_at
from carecircle.care.medications.inputs import GivingInput
from carecircle.care.medications.models import Administration
from carecircle.care.medications.queries import Asked
from carecircle.events.envelope import instant

ALREADY = "already-recorded"


def new_record(
    actor: Actor,
    asked: Asked,
    outcome_name: str,
    values: GivingInput,
    numbers: Numbers,
    replaces: str | None = None,
) -> Administration:
    """Raises Invalid, RuleBroken."""
    now, outcome = clock.now(), outcomes.BY_NAME[outcome_name]
    at = given_at(values.given_at, asked.zone) or now
    check(asked, outcome, values, at, numbers, is_new=replaces is None)
    return Administration(
        family_id=actor.family_id,
        recipient_id=asked.medication.recipient_id,
        medication_id=asked.medication.id,
        dose_id=asked.dose.id if asked.dose else None,
        outcome=outcome.name,
        closes=not outcome.stays_on_offer,
        quantity=(values.quantity or asked.regimen.quantity) if outcome.is_taken else 0,
        given_at=min(at, now),
        recorded_at=now,
        recorded_by=actor.must_be_a_member(),
        recorded_by_name=actor.name,
        reason=values.reason,
        replaces_id=replaces,
        **_said(values),
        **_judged(at, now, numbers),
    )


def _said(values: GivingInput) -> dict[str, Any]:
    return {"score": values.score, "tried": values.tried, "note": values.note}


def _judged(at: datetime, now: datetime, numbers: Numbers) -> dict[str, Any]:
    """By the numbers of now; other numbers later do not judge it anew."""
    was_late = rules.is_recorded_late(at, now, numbers["recorded_late_min"])
    return {"was_late": was_late, "undo_until": now + timedelta(minutes=numbers["undo_min"])}


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
