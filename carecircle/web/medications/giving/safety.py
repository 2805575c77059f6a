"""Safety information before giving: the next safe time, consecutive refusals."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.medications import rules, thresholds
from carecircle.care.medications.giving import intakes
from carecircle.care.medications.giving import queries as giving_queries
from carecircle.care.medications.models import Ingredient, Medication
from carecircle.care.medications.regimens import DoseOrPrn
from carecircle.web.language import times
from carecircle.web.language.translation import gettext as _
from carecircle.web.language.translation import ngettext
from carecircle.web.medications.usual_words import usual_words
from carecircle.web.shared.wording.medication_words import limit_words


@dataclass(frozen=True)
class NextSafe:
    """words: a time or "Now"; tone: its colour; detail: the reason. at None: it is too much."""

    at: datetime | None
    words: str
    tone: str
    detail: str
    is_later: bool = False


def next_safe(session: Session, asked: DoseOrPrn) -> NextSafe | None:
    """Returns None if nothing limits it."""
    medication, regimen, now = asked.medication, asked.regimen, clock.now()
    found = intakes.limit_state(session, medication.family_id, medication.recipient_id, now)
    new = found.intake(medication.id, regimen.quantity, now)
    safe_at = found.next_safe_at(new)
    limits = [*limit_words(regimen), *usual_words(_contents(session, medication), regimen)]
    if not limits and safe_at == new.minute:
        return None
    warn_doses = thresholds.thresholds_of(session, medication)["warn_doses"]
    left = found.left_after(new, warn_doses)
    after = [] if left is None else [_left_words(left)]
    detail = " ".join([*limits, _("Counted by ingredient over all medications.")])
    if safe_at == new.minute:
        detail = " ".join([detail, *after])
        return NextSafe(safe_at, _("Now"), "late" if after else "given", detail)
    words = times.when_words(safe_at, asked.zone) if safe_at else _("Not like this")
    return NextSafe(safe_at, words, "late", detail, is_later=True)


def _contents(session: Session, medication: Medication) -> list[Ingredient]:
    return list(
        session.scalars(select(Ingredient).where(Ingredient.medication_id == medication.id))
    )


def _left_words(left: int) -> str:
    """Returns the amount left before the limit."""
    if left == 0:
        return _("This is the last one for now.")
    return ngettext("After it one more for now.", "After it %(num)s more for now.", left)


def refusals_words(session: Session, medication: Medication) -> str | None:
    """Returns the consecutive refusals in words, from the threshold on (rule 19)."""
    running = rules.refusals_running(giving_queries.last_outcomes(session, medication.id))
    if running < thresholds.thresholds_of(session, medication)["refusals_marked"]:
        return None
    return ngettext("Refused %(num)s time running", "Refused %(num)s times running", running)
