"""The row of an administration: validated values, one live record per dose."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.errors import Conflict
from carecircle.care.medications import outcomes, rules
from carecircle.care.medications.giving.actions.checks import check, given_at
from carecircle.care.medications.giving.inputs import GivingInput
from carecircle.care.medications.giving.question_codes import ALREADY
from carecircle.care.medications.models import Administration
from carecircle.care.medications.records import records_of
from carecircle.care.medications.regimens import DoseOrPrn
from carecircle.care.thresholds.definitions import Thresholds
from carecircle.care.translatable import lazy_gettext as _
from carecircle.events.envelope import instant

_TEXTS = ("reason", "note", "score", "tried", "site", "old_patch", "no_glucose_why")


@dataclass(frozen=True)
class Paper:
    """The line of a paper chart that a record is copied from. signed_by: the signature on it; None
    if there is none."""

    signed_by: str | None


def new_record(
    actor: Actor,
    asked: DoseOrPrn,
    outcome_name: str,
    values: GivingInput,
    limits: Thresholds,
    replaces: str | None = None,
    paper: Paper | None = None,
) -> Administration:
    """Returns the record; one copied from paper needs no reason. Raises Invalid."""
    now, outcome = clock.now(), outcomes.BY_NAME[outcome_name]
    at = given_at(values.given_at, asked.zone) or now
    has_reason = bool(values.reason or paper)
    check(asked, outcome, values, at, limits, is_new=replaces is None, has_reason=has_reason)
    return Administration(
        family_id=actor.family_id,
        recipient_id=asked.medication.recipient_id,
        medication_id=asked.medication.id,
        dose_id=asked.dose.id if asked.dose else None,
        outcome=outcome.name,
        closes=not outcome.stays_on_offer,
        quantity=(values.quantity or asked.planned) if outcome.is_taken else 0,
        given_at=min(at, now),
        recorded_at=now,
        replaces_id=replaces,
        **_recorder(actor),
        **{name: getattr(values, name) for name in _TEXTS},
        **_paper_fields(paper),
        **_time_fields(at, now, limits),
    )


def _recorder(actor: Actor) -> dict[str, str]:
    return {"recorded_by": actor.must_be_a_member(), "recorded_by_name": actor.name}


def _paper_fields(paper: Paper | None) -> dict[str, bool | str | None]:
    return {"is_from_paper": paper is not None, "signed_by": paper.signed_by if paper else None}


def _time_fields(at: datetime, now: datetime, limits: Thresholds) -> dict[str, bool | datetime]:
    """Uses the current thresholds; later changes of them do not affect the record."""
    was_late = rules.is_recorded_late(at, now, limits["recorded_late_min"])
    return {"was_late": was_late, "undo_until": now + timedelta(minutes=limits["undo_min"])}


def insert_once(session: Session, record: Administration) -> None:
    try:
        with session.begin_nested():
            session.add(record)
    except IntegrityError as error:  # the unique index decides, whatever was read before
        winner = _record_of_dose(session, record.dose_id)
        if winner is None or not winner.closes:
            raise
        raise already_recorded(winner) from error


def _record_of_dose(session: Session, dose_id: str | None) -> Administration | None:
    found = records_of(session, [dose_id]) if dose_id else {}
    return rules.record_that_counts(found.get(dose_id or "", ()))


def already_recorded(winner: Administration) -> Conflict:
    name = winner.recorded_by_name
    if outcomes.BY_NAME[winner.outcome].is_taken:
        message = _("%(name)s gave this already. Yours was not recorded", name=name)
    else:
        message = _("%(name)s recorded this already. Yours was not recorded", name=name)
    return Conflict(message, ALREADY, administration=summary(winner))


def summary(record: Administration) -> dict[str, object]:
    """Returns the public short form of a record: its member, outcome and time."""
    return {
        "id": record.id,
        "by": {"id": record.recorded_by, "name": record.recorded_by_name},
        "outcome": record.outcome,
        "at": instant(record.given_at),
    }
