"""The lines of a paper chart: each stored, or set aside where a record exists already."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import ConfigDict

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.errors import ActionError, Invalid
from carecircle.care.inputs import Input, LocalDate
from carecircle.care.inputs.several_names import is_empty
from carecircle.care.medications.giving import actions, inputs, queries
from carecircle.care.medications.giving.queries import DoseOfDay
from carecircle.care.translatable import lazy_gettext as _
from carecircle.db.session import reading, transaction
from carecircle.web.http.forms import errors_of
from carecircle.web.http.idempotent_writes import WriteResult
from carecircle.web.medications.giving.times_words import resolve_typed_time
from carecircle.web.shared.wording import medication_words

Shown = dict[str, Any]
BOXES = ("outcome", "time", "by")
BOX = re.compile("^(outcome|time|by)-([0-9A-Za-z_-]{1,32})$")
ONE_BOX: dict[str, Any] = {"type": ["string", "null"], "maxLength": 80}


class PaperInput(Input):
    """For each dose that was filled in also outcome-DOSE, time-DOSE and by-DOSE."""

    model_config = ConfigDict(json_schema_extra={"patternProperties": {BOX.pattern: ONE_BOX}})

    on: Annotated[date | None, LocalDate()] = None

    @classmethod
    def _unknown(cls, members: Mapping[str, Any]) -> dict[str, str]:
        return super()._unknown({n: v for n, v in members.items() if not BOX.fullmatch(n)})


@dataclass(frozen=True)
class Line:
    """The content of one box on the paper. values: as for an administration."""

    dose_id: str
    name: str
    values: dict[str, Any]
    signed_by: str | None


def lines_of(family: str, recipient: str, on: date, given: Mapping[str, Any]) -> list[Line]:
    """Returns a line for each dose filled in: outcome-DOSE, time-DOSE and by-DOSE. Raises Invalid
    for a line without an outcome, and for a dose that is not of this day."""
    with reading() as session:
        doses = queries.doses_of_day(session, family, on, recipient)
    filled_in = [one for one in doses if _is_filled_in(one, given)]
    wrong = _without_outcome(filled_in, given) | _of_no_dose(doses, given)
    if wrong:
        raise Invalid(wrong)
    return [_line(one, on, given) for one in filled_in]


def store_lines(actor: Actor, lines: list[Line], page: str) -> WriteResult:
    """Stores each line by itself: a conflict is reported and does not stop the others."""
    kept, conflicts = [], []
    with transaction() as tx:
        for line in lines:
            try:
                with tx.session.begin_nested():
                    values = inputs.AdministrationInput.read(line.values)
                    signed = inputs.PaperInput.read({"signed_by": line.signed_by})
                    paper = actions.Paper(signed.signed_by)
                    made = actions.record_administration(actor, line.dose_id, values, paper=paper)
                    kept.append(made.id)
            except ActionError as error:
                why = " ".join(str(words) for words in errors_of(error).values())
                conflicts.append({"dose": line.dose_id, "name": line.name, "why": why})
    return WriteResult({"kept": kept, "conflicts": conflicts}, page, status=200)


def line_view(found: DoseOfDay, given: Mapping[str, Any], errors: Mapping[str, str]) -> Shown:
    """given: what was typed into a form that was not stored in full; errors: messages by dose."""
    state = found.state(clock.now())
    return {
        "id": found.dose.id,
        "url": f"/families/{found.dose.family_id}/doses/{found.dose.id}",
        "time": found.dose.local_time,
        "name": f"{found.medication.name} {found.medication.strength or ''}".strip(),
        "amount": medication_words.regimen_amount(found.regimen, found.dose.local_on),
        "said": medication_words.record_words(found.standing, found.zone)
        if found.standing
        else None,
        "is_open": state in ("due", "late", "not_recorded", "on_offer", "absent"),
        "error": errors.get(found.dose.id),
        "typed": {name: given.get(f"{name}-{found.dose.id}") for name in BOXES},
    }


def _is_filled_in(found: DoseOfDay, given: Mapping[str, Any]) -> bool:
    """Returns whether somebody filled it in; the form itself has the time that was planned."""
    outcome, at, by = (given.get(f"{name}-{found.dose.id}") for name in BOXES)
    return not is_empty(outcome) or not is_empty(by) or at not in ("", None, found.dose.local_time)


def _without_outcome(filled_in: list[DoseOfDay], given: Mapping[str, Any]) -> dict[str, str]:
    names = [f"outcome-{one.dose.id}" for one in filled_in]
    return {name: _("Say what happened") for name in names if is_empty(given.get(name))}


def _of_no_dose(doses: list[DoseOfDay], given: Mapping[str, Any]) -> dict[str, str]:
    """Returns the message by box for doses that are not of this day, such as one stopped since."""
    known = {one.dose.id for one in doses}
    boxes = (BOX.fullmatch(name) for name in given if not is_empty(given[name]))
    return {
        box[0]: _("This dose is not planned for this day")
        for box in boxes
        if box and box[1] != "time" and box[2] not in known
    }


def _line(found: DoseOfDay, on: date, given: Mapping[str, Any]) -> Line:
    dose = found.dose
    at, by = given.get(f"time-{dose.id}") or dose.local_time, given.get(f"by-{dose.id}")
    if not isinstance(at, str) or (by is not None and not isinstance(by, str)):
        raise Invalid({f"time-{dose.id}": _("This must be text")})
    outcome = given.get(f"outcome-{dose.id}")
    typed = resolve_typed_time(found, {"given_at": at})["given_at"]
    given_at = typed if typed != at else f"{on}T{at}"
    values = {"outcome": outcome, "given_at": given_at}
    return Line(dose.id, found.medication.name, values, by and by[:80])
