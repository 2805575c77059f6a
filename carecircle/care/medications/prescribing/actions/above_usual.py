"""The question about more than the usual limit, or sooner: when it is written down or changed."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle.care.errors import Asked, Question
from carecircle.care.medications.formulary.usual_limits import usual_limits
from carecircle.care.medications.giving.intakes import how_taken
from carecircle.care.medications.giving.usual import above_usual
from carecircle.care.medications.models import Ingredient, Medication, Regimen
from carecircle.care.translatable import lazy_gettext as _

USUAL_LIMIT = "usual-limit"


def usual_question(session: Session, medication: Medication, regimen: Regimen) -> Question | None:
    """Returns the question about a regimen that goes above the usual limit; None if it does not."""
    rows = select(Ingredient).where(Ingredient.medication_id == medication.id)
    ingredients = {one.name: one.amount for one in session.scalars(rows)}
    name = above_usual(how_taken(medication, regimen, ingredients))
    if name is None:
        return None
    usual = usual_limits()[name]
    message = _(
        "That is more than the usual limit of %(ingredient)s: %(dose)s mg at a time, %(hours)s h "
        "apart, %(day)s mg in 24 hours. Look at the box or the letter again",
        ingredient=name,
        dose=usual.dose_mg,
        hours=f"{usual.interval_min / 60:g}",
        day=usual.day_mg,
    )
    return Question(USUAL_LIMIT, message, facts={"ingredient": name, "source": usual.source})


def must_confirm_above_usual(
    session: Session,
    medication: Medication,
    regimen: Regimen,
    confirmed: frozenset[str] | None,
    why: str | None,
) -> None:
    """Keep on the medication that more than usual was confirmed. Raises Asked if it was not."""
    question = usual_question(session, medication, regimen)
    if question is None:
        return
    if USUAL_LIMIT not in (confirmed or ()):
        raise Asked([question])
    medication.confirmed = sorted({*(medication.confirmed or ()), USUAL_LIMIT})
    medication.confirmed_why = why or medication.confirmed_why
