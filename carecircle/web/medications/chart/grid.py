"""The month grid of the medication chart: one cell for each dose, as on a ward's chart."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from flask_babel import format_date

from carecircle.care.medications import outcomes, rules
from carecircle.care.medications.chart.history import Cell, ChartPeriod
from carecircle.care.medications.models import Administration, Medication, Regimen
from carecircle.web.language.translation import gettext as _
from carecircle.web.shared.wording import medication_words
from carecircle.web.shared.wording.route_words import with_route


@dataclass(frozen=True)
class Box:
    """kind: by (initials), not (a boxed letter), q (not recorded), stop, or blank. struck: the
    initials of corrected records."""

    kind: str = "blank"
    text: str = ""
    struck: tuple[str, ...] = ()
    is_today: bool = False
    label: str = ""


@dataclass
class Row:
    """A medication: one line for each time of day, with one box for each day."""

    name: str
    lines: list[str]
    struck: list[str]
    times: list[tuple[str, list[Box]]] = field(default_factory=list)


def days_of(stretch: ChartPeriod) -> list[date]:
    count = (stretch.last - stretch.first).days + 1
    return [stretch.first + timedelta(days=number) for number in range(count)]


@dataclass(frozen=True)
class ChartContext:
    """The initials by member, and the current time."""

    initials: dict[str, str]
    today: date
    now: datetime


def grid(stretch: ChartPeriod, hand: ChartContext, is_blank: bool = False) -> list[Row]:
    """is_blank: the boxes are empty, to be filled in by hand."""
    rows = []
    for medication, regimens in stretch.medications:
        if medication.is_prn:
            continue
        row = _row(medication, regimens)
        for time in stretch.times_of(medication.id) or regimens[-1].times or [""]:
            row.times.append((time, _boxes(stretch, medication, time, hand, is_blank)))
        rows.append(row)
    return rows


def _boxes(
    stretch: ChartPeriod, medication: Medication, time: str, hand: ChartContext, is_blank: bool
) -> list[Box]:
    days = days_of(stretch)
    if is_blank:
        return [Box() for _day in days]
    return [_box(stretch.cells.get((medication.id, time, on)), medication, on, hand) for on in days]


def _row(medication: Medication, regimens: list[Regimen]) -> Row:
    old, last, to_come = _by_period(regimens)
    line = with_route(medication_words.regimen_amount(last), medication.route)
    lines = [line]
    lines += [one for one in (medication.indication, medication.instructions) if one]
    if medication.prescriber:
        lines.append(_("prescribed by %(name)s", name=medication.prescriber))
    if medication.is_time_critical:
        lines.append(_("time-critical"))
    if old:
        lines.append(_("from %(day)s", day=format_date(last.starts_on, "d MMM")))
    if to_come is not None:
        day = format_date(to_come.starts_on, "d MMM")
        lines.append(_("from %(day)s", day=day) + ": " + medication_words.regimen_amount(to_come))
    if medication.stopped_at is not None:
        day = format_date(medication.stopped_at, "d MMM")
        lines.append(_("stopped %(day)s: %(why)s", day=day, why=medication.stopped_why))
    name = f"{medication.name} {medication.strength or ''}".strip()
    return Row(name, lines, [f"{medication_words.regimen_amount(one)}" for one in old])


def _by_period(regimens: list[Regimen]) -> tuple[list[Regimen], Regimen, Regimen | None]:
    """Returns past regimens, the current one, and a coming change; withdrawn ones are left out."""
    *old, last = [r for r in regimens if r.closed_at is None or r.takes_effect_at is None]
    if last.takes_effect_at is None or not old:
        return old, last, None
    return old[:-1], old[-1], last


def _box(cell: Cell | None, medication: Medication, day: date, hand: ChartContext) -> Box:
    is_today = day == hand.today
    if cell is None:
        is_stopped = medication.stopped_at is not None and day > medication.stopped_at.date()
        return Box("stop", "/", is_today=is_today) if is_stopped else Box(is_today=is_today)
    struck = tuple(_entry(r, hand)[1] for r in cell.records if not rules.is_live(r))
    kind, text, label = _content(cell, hand)
    return Box(kind, text, struck, is_today, label)


def _content(cell: Cell, hand: ChartContext) -> tuple[str, str, str]:
    if cell.standing is not None:
        return (*_entry(cell.standing, hand), medication_words.outcome_words(cell.standing.outcome))
    if cell.absence is not None:
        letter = outcomes.BY_NAME[cell.absence.kind].letter
        return "not", letter, medication_words.outcome_words(cell.absence.kind)
    if hand.now >= cell.dose.closes_at:
        return "q", "?", _("Not recorded")
    return "blank", "", ""


def _entry(record: Administration, hand: ChartContext) -> tuple[str, str]:
    outcome = outcomes.BY_NAME[record.outcome]
    if outcome.is_by_initials:
        initials = hand.initials.get(record.recorded_by, "?")
        return "by", f"{initials} {outcome.letter}".strip()
    return "not", outcome.letter
