"""What was given as needed, apart from the grid: a line of the chart for each."""

from typing import Any

from flask_babel import format_date
from sqlalchemy.orm import Session

from carecircle.care.medications import history, queries, rules
from carecircle.care.medications.measures import given_by
from carecircle.care.medications.models import Administration, Medication, Regimen
from carecircle.web import times
from carecircle.web.medications import words
from carecircle.web.medications.grid import Hand
from carecircle.web.medications.units import amount_words
from carecircle.web.words import gettext as _


def prn_lines(stretch: history.Stretch, zone: str, hand: Hand) -> list[dict[str, Any]]:
    regimens = {medication.id: found for medication, found in stretch.medications}
    return [
        {
            "name": f"{medication.name} {medication.strength or ''}".strip(),
            "when": f"{format_date(times.local(record.given_at, zone), 'EEE d MMM')} "
            + times.hhmm(record.given_at, zone),
            "given": _given(record, given_by(record, None, regimens.get(medication.id, ()))),
            "reason": words.reason_words(record),
            "score": record.score,
            "tried": record.tried,
            "effect": check and check.effect,
            "score_after": check and check.score,
            "by": hand.initials.get(record.recorded_by, "?"),
            "is_struck": not rules.is_live(record),
        }
        for record, medication, check in stretch.prn
    ]


def may_be_given(session: Session, family: str, recipient: str, zone: str) -> list[dict[str, str]]:
    """For whoever has nothing but paper: each PRN with its limits, and when it was given last."""
    found = queries.medications_of(session, family, recipient)
    return [
        _of_one(session, medication, regimen, zone)
        for medication, regimen in found
        if medication.is_prn and medication.activated_at is not None
    ]


def _of_one(
    session: Session, medication: Medication, regimen: Regimen, zone: str
) -> dict[str, str]:
    last = queries.last_given(session, medication.id)
    when = times.moment_words(last.given_at, zone) if last else _("not yet")
    said = [words.regimen_amount(regimen), *words.limit_words(regimen)]
    return {
        "name": f"{medication.name} {medication.strength or ''}".strip(),
        "limits": f"{said[0]}. {' '.join(said[1:])}".strip(),
        "last": _("Last given: %(when)s.", when=when),
    }


def _given(record: Administration, regimen: Regimen | None) -> str:
    if not record.quantity or regimen is None:
        return words.outcome_words(record.outcome)
    return amount_words(record.quantity, regimen.unit)
