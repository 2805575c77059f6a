"""The notes of the chart: what was confirmed when something was given, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from flask_babel import format_date

from carecircle.care.medications import rules
from carecircle.care.medications.chart.history import ChartPeriod
from carecircle.care.medications.models import Administration, Medication
from carecircle.web.language import times
from carecircle.web.medications.chart.grid import ChartContext
from carecircle.web.shared.wording.medication_words import reason_words
from carecircle.web.shared.wording.question_words import confirmed_words


@dataclass(frozen=True)
class Note:
    """is_struck: the record was corrected."""

    when: str
    name: str
    confirmed: str
    reason: str | None
    by: str
    is_struck: bool


def notes(stretch: ChartPeriod, zone: str, hand: ChartContext) -> list[Note]:
    """Returns a note for each record with something confirmed, in order of time."""
    found = [(one, medication) for one, medication in _records(stretch) if one.confirmed]
    found.sort(key=lambda pair: pair[0].given_at)
    return [_note(one, medication, zone, hand) for one, medication in found]


def _records(stretch: ChartPeriod) -> Iterator[tuple[Administration, Medication]]:
    medications = {medication.id: medication for medication, _regimens in stretch.medications}
    for (medication_id, _time, _on), cell in stretch.cells.items():
        yield from ((record, medications[medication_id]) for record in cell.records)
    yield from ((record, medication) for record, medication, _check in stretch.prn)


def _note(record: Administration, medication: Medication, zone: str, hand: ChartContext) -> Note:
    return Note(
        when=_when(record.given_at, zone),
        name=f"{medication.name} {medication.strength or ''}".strip(),
        confirmed=", ".join(confirmed_words(code) for code in record.confirmed or ()),
        reason=reason_words(record),
        by=hand.initials.get(record.recorded_by, "?"),
        is_struck=not rules.is_live(record),
    )


def _when(at: datetime, zone: str) -> str:
    return f"{format_date(times.local(at, zone), 'EEE d MMM')} {times.hhmm(at, zone)}"
