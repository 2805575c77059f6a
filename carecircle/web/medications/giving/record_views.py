"""The views of an administration that templates render, corrected or valid."""

from dataclasses import dataclass

from carecircle import clock
from carecircle.care.medications import outcomes, rules
from carecircle.care.medications.models import Administration, Regimen
from carecircle.web.language import times
from carecircle.web.shared.wording import medication_words
from carecircle.web.shared.wording.question_words import confirmed_words
from carecircle.web.shared.wording.units import amount_words


@dataclass(frozen=True)
class RecordView:
    """One administration. at_time: HH:MM in the recipient's time zone. amount: the amount taken, if
    it differs from the plan. confirmed: the questions that were answered with yes, in words."""

    id: str
    url: str
    by: dict[str, str]
    outcome: str
    words: str
    at_time: str
    note: str | None
    reason: str | None
    is_struck: bool
    struck_words: str | None
    is_late: bool
    amount: str | None
    confirmed: list[str]


def record_view(
    record: Administration, zone: str, initials: dict[str, str], plan: Regimen | None = None
) -> RecordView:
    """plan: the regimen that was in force."""
    return RecordView(
        id=record.id,
        url=url_of(record),
        by={
            "id": record.recorded_by,
            "name": record.recorded_by_name,
            "initials": initials.get(record.recorded_by, "?"),
        },
        outcome=record.outcome,
        words=medication_words.record_words(record, zone),
        at_time=times.hhmm(record.given_at, zone),
        note=record.note,
        reason=medication_words.reason_words(record),
        is_struck=not rules.is_live(record),
        struck_words=medication_words.void_words(record),
        is_late=record.was_late,
        amount=_unplanned(record, plan),
        confirmed=[confirmed_words(code) for code in record.confirmed or ()],
    )


def last_view(record: Administration, zone: str) -> dict[str, str]:
    """Returns a line of "Last three". url: where the record can be corrected."""
    mark, letter = mark_and_letter(record)
    return {
        "mark": mark,
        "letter": letter,
        "tone": "refused" if letter else "given",
        "words": _with_site(record),
        "who": record.recorded_by_name,
        "when": times.when_words(record.given_at, zone),
        "url": url_of(record),
    }


def _with_site(record: Administration) -> str:
    """Returns for example: Given, left arm."""
    words = medication_words.outcome_words(record.outcome)
    return f"{words}, {record.site}" if record.site else words


def mark_and_letter(record: Administration) -> tuple[str, str]:
    """Returns the shape and the letter of the record on the chart."""
    outcome = outcomes.BY_NAME[record.outcome]
    if outcome.is_taken:
        return ("part" if outcome.is_partial else "given"), ""
    return "code", outcome.letter


def undo_until(record: Administration, zone: str) -> str | None:
    """Returns HH:MM while the recorder may still undo the record without a reason, else None."""
    if record.undo_until is None or clock.now() >= record.undo_until:
        return None
    return times.hhmm(record.undo_until, zone)


def url_of(record: Administration) -> str:
    return f"/families/{record.family_id}/administrations/{record.id}"


def _unplanned(record: Administration, plan: Regimen | None) -> str | None:
    if plan is None or not record.quantity:
        return None
    is_fixed = plan.quantity_most is None and not plan.by_weekday and not plan.steps
    is_said = record.quantity == plan.quantity and is_fixed
    return None if is_said else amount_words(record.quantity, plan.unit)
