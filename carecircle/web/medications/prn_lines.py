"""What was given as needed, apart from the grid: a line of the chart for each."""

from typing import Any

from flask_babel import format_date

from carecircle.care.medications import history
from carecircle.care.medications.measures import given_by
from carecircle.care.medications.models import Administration, Regimen
from carecircle.web import times
from carecircle.web.medications import words
from carecircle.web.medications.grid import Hand
from carecircle.web.medications.units import amount_words


def prn_lines(stretch: history.Stretch, zone: str, hand: Hand) -> list[dict[str, Any]]:
    regimens = {medication.id: found for medication, found in stretch.medications}
    return [
        {
            "name": f"{medication.name} {medication.strength or ''}".strip(),
            "when": f"{format_date(times.local(record.given_at, zone), 'EEE d MMM')} "
            + times.hhmm(record.given_at, zone),
            "given": _given(record, given_by(record, None, regimens.get(medication.id, ()))),
            "reason": record.reason,
            "score": record.score,
            "tried": record.tried,
            "effect": check and check.effect,
            "score_after": check and check.score,
            "by": hand.initials.get(record.recorded_by, "?"),
            "is_struck": record.voided_at is not None,
        }
        for record, medication, check in stretch.prn
    ]


def _given(record: Administration, regimen: Regimen | None) -> str:
    if not record.quantity or regimen is None:
        return words.outcome_words(record.outcome)
    return amount_words(record.quantity, regimen.unit)
