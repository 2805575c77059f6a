"""Adherence: recorded doses over due doses, what is excluded and why, and daily bars."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from carecircle.care.medications.chart.adherence import Adherence, adherence
from carecircle.care.medications.chart.history import Cell, ChartPeriod
from carecircle.web.language.translation import gettext as _
from carecircle.web.shared.wording.medication_words import outcome_words

HIGH = 40


@dataclass(frozen=True)
class Bar:
    """One day. Heights in units of the drawing: taken, recorded otherwise, not recorded."""

    day: int
    counts: Adherence
    taken: float
    other: float
    blank: float


@dataclass(frozen=True)
class Shown:
    words: str
    left_out: list[str]
    lines: list[tuple[str, str, list[str]]]
    bars: list[Bar]
    resource: dict[str, Any]


def shown(stretch: ChartPeriod, now: datetime) -> Shown:
    cells = list(stretch.cells.values())
    total = _of(cells, now)
    named = [
        (f"{medication.name} {medication.strength or ''}".strip(), medication.id)
        for medication, _regimens in stretch.medications
        if not medication.is_prn
    ]
    counts = [
        (name, _of([c for c in cells if c.dose.medication_id == of], now)) for name, of in named
    ]
    return Shown(
        recorded_words(total),
        left_out_words(total),
        [(name, recorded_words(one), left_out_words(one)) for name, one in counts],
        _bars(cells, now),
        {"due": total.due, "recorded": total.recorded, "taken": total.taken}
        | {"left_out": total.left_out},
    )


def _only(cells: list[Cell], medication_id: str) -> list[Cell]:
    return [cell for cell in cells if cell.dose.medication_id == medication_id]


def recorded_words(counts: Adherence) -> str:
    return _("%(recorded)s of %(due)s recorded", recorded=counts.recorded, due=counts.due)


def left_out_words(counts: Adherence) -> list[str]:
    return [f"{outcome_words(why)}: {number}" for why, number in sorted(counts.left_out.items())]


def _of(cells: list[Cell], now: datetime) -> Adherence:
    return adherence(cell.counted(now) for cell in cells)


def _bars(cells: list[Cell], now: datetime) -> list[Bar]:
    by_day: dict[date, list[Cell]] = {}
    for cell in cells:
        by_day.setdefault(cell.dose.local_on, []).append(cell)
    counted = [(day, _of(of, now)) for day, of in sorted(by_day.items())]
    most = max([one.due for _day, one in counted] or [1]) or 1
    return [_bar(day, one, HIGH / most) for day, one in counted if one.due]


def _bar(day: date, counts: Adherence, scale: float) -> Bar:
    taken, other = counts.taken * scale, (counts.recorded - counts.taken) * scale
    return Bar(day.day, counts, taken, other, (counts.due - counts.recorded) * scale)
