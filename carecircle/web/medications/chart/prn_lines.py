"""The PRN administrations of the chart, listed apart from the grid."""

from typing import Any

from flask_babel import format_date
from sqlalchemy.orm import Session

from carecircle.care.medications import regimens as regimen_queries
from carecircle.care.medications import rules
from carecircle.care.medications.chart import history
from carecircle.care.medications.giving import queries as giving_queries
from carecircle.care.medications.models import Administration, Medication, Regimen
from carecircle.care.medications.regimen_in_force import regimen_in_force_at
from carecircle.web.language import times
from carecircle.web.language.translation import gettext as _
from carecircle.web.medications.chart.grid import ChartContext
from carecircle.web.shared.wording import medication_words
from carecircle.web.shared.wording.units import amount_words


def prn_lines(stretch: history.ChartPeriod, zone: str, hand: ChartContext) -> list[dict[str, Any]]:
    regimens = {medication.id: found for medication, found in stretch.medications}
    return [
        {
            "name": f"{medication.name} {medication.strength or ''}".strip(),
            "when": f"{format_date(times.local(record.given_at, zone), 'EEE d MMM')} "
            + times.hhmm(record.given_at, zone),
            "given": _given(
                record, regimen_in_force_at(record, None, regimens.get(medication.id, ()))
            ),
            "reason": medication_words.reason_words(record),
            "score": record.score,
            "tried": record.tried,
            "effect": check and check.effect,
            "score_after": check and check.score,
            "by": hand.initials.get(record.recorded_by, "?"),
            "is_struck": not rules.is_live(record),
        }
        for record, medication, check in stretch.prn
    ]


def available_prns(
    session: Session, family: str, recipient: str, zone: str
) -> list[dict[str, str]]:
    """Returns each PRN with its limits and its last administration, for the paper chart."""
    found = regimen_queries.medications_of(session, family, recipient)
    return [
        _of_one(session, medication, regimen, zone)
        for medication, regimen in found
        if medication.is_prn and medication.activated_at is not None
    ]


def _of_one(
    session: Session, medication: Medication, regimen: Regimen, zone: str
) -> dict[str, str]:
    last = giving_queries.last_given(session, medication.id)
    when = times.moment_words(last.given_at, zone) if last else _("not yet")
    parts = [medication_words.regimen_amount(regimen), *medication_words.limit_words(regimen)]
    return {
        "name": f"{medication.name} {medication.strength or ''}".strip(),
        "limits": f"{parts[0]}. {' '.join(parts[1:])}".strip(),
        "last": _("Last given: %(when)s.", when=when),
    }


def _given(record: Administration, regimen: Regimen | None) -> str:
    if not record.quantity or regimen is None:
        return medication_words.outcome_words(record.outcome)
    return amount_words(record.quantity, regimen.unit)
