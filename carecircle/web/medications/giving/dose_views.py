"""The views that dose templates render."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.medications import outcomes, rules
from carecircle.care.medications.giving.open_doses import is_open, open_doses
from carecircle.care.medications.giving.queries import DoseOfDay, doses_of_day
from carecircle.care.medications.models import Dose, Medication
from carecircle.web.language import times
from carecircle.web.medications.giving.record_views import (
    RecordView,
    mark_and_letter,
    record_view,
    undo_until,
)
from carecircle.web.shared.people import initials_of
from carecircle.web.shared.wording import medication_words
from carecircle.web.shared.wording.route_words import covert_words, route_words
from carecircle.web.shared.wording.units import form_words

_MARKS = {"upcoming": "up", "due": "due", "late": "late", "not_recorded": "blank"}


@dataclass(frozen=True)
class DoseView:
    """One row of the day. mark, letter: the shape that shows its state. needs_form: it cannot be
    given with one tap. can_undo_until: HH:MM. due_words: with the day, unless that is today.
    day_words: empty for today. earlier: other records of the dose, corrected ones included.
    is_open: it still has to be given or explained."""

    id: str
    url: str
    medication_name: str
    strength: str
    amount: str
    route: str
    form: str
    instructions: str | None
    is_time_critical: bool
    due_at: datetime
    due_time: str
    due_words: str
    local_on: date
    day_words: str
    day_part: str
    state: str
    state_words: str
    is_open: bool
    is_withdrawn: bool
    regimen: str
    mark: str
    letter: str
    outcome: str | None
    administration: RecordView | None
    earlier: list[RecordView]
    can_undo_until: str | None
    preparing: str | None
    needs_form: bool
    covert: str | None
    photo: str | None


def day_views(session: Session, family_id: str, recipient: Any, on: Any = None) -> list[DoseView]:
    """Returns the doses of a care recipient's day; today unless `on` is given."""
    on = on or times.today(recipient.zone)
    initials = initials_of(session, family_id)
    return [dose_view(d, initials) for d in doses_of_day(session, family_id, on, recipient.id)]


def open_views(session: Session, family_id: str, recipient: Any) -> list[DoseView]:
    """Returns the open doses of a care recipient, whatever their date."""
    initials = initials_of(session, family_id)
    return [dose_view(dose, initials) for dose in open_doses(session, family_id, recipient.id)]


def not_of_the_day(doses: list[DoseView], on: date) -> list[DoseView]:
    """Returns the doses of other days than this one."""
    return [dose for dose in doses if dose.local_on != on]


def dose_view(found: DoseOfDay, initials: dict[str, str]) -> DoseView:
    now, zone = clock.now(), found.zone
    state, standing, plan = found.state(now), found.standing, found.regimen
    mark, letter = _mark_of(found, state)
    return DoseView(
        id=found.dose.id,
        url=f"/families/{found.dose.family_id}/doses/{found.dose.id}",
        medication_name=found.medication.name,
        strength=found.medication.strength or "",
        amount=medication_words.regimen_amount(plan, found.dose.local_on),
        **_how(found.medication, found.dose, plan.unit),
        instructions=found.medication.instructions,
        is_time_critical=found.medication.is_time_critical,
        **_when(found.dose, zone),
        state=state,
        state_words=medication_words.state_words(found, state, now),
        is_open=is_open(found, now),
        is_withdrawn=found.dose.withdrawn_at is not None,
        regimen=plan.id,
        mark=mark,
        letter=letter,
        outcome=standing.outcome if standing else None,
        administration=record_view(standing, zone, initials, plan) if standing else None,
        earlier=[record_view(r, zone, initials, plan) for r in found.records if r is not standing],
        can_undo_until=undo_until(standing, zone) if standing else None,
        preparing=found.preparing.member_name if found.preparing and not standing else None,
        needs_form=bool(plan.quantity_most) or needs_form(found.medication),
        photo=medication_words.photo_url(found.medication),
    )


def _how(medication: Medication, dose: Dose, unit: str) -> dict[str, Any]:
    return {
        "route": route_words(medication.route),
        "covert": covert_words(medication, dose.local_on),
        "form": form_words(medication.form, unit),
    }


def needs_form(medication: Medication) -> bool:
    """Returns whether a record says more than one tap can."""
    asks = medication.is_witnessed, medication.sites, medication.removes_old
    return any(asks) or medication.asks_glucose


def _when(dose: Dose, zone: str) -> dict[str, Any]:
    return {
        "due_at": times.local(dose.due_at, zone),
        "due_time": times.hhmm(dose.due_at, zone),
        "due_words": times.since_words(dose.due_at, zone),
        "local_on": dose.local_on,
        "day_words": _day_words(dose.local_on, zone),
        "day_part": rules.day_part(dose.local_time),
    }


def _day_words(on: date, zone: str) -> str:
    today = times.today(zone)
    return "" if on == today else times.day_words(on, today)


def _mark_of(found: DoseOfDay, state: str) -> tuple[str, str]:
    if state == "absent" and found.absence is not None:
        return "code", outcomes.BY_NAME[found.absence.kind].letter
    return mark_and_letter(found.standing) if found.standing else (_MARKS[state], "")
