"""Questions asked when a medication is added: allergies, duplicates, usual limits."""

from sqlalchemy.orm import Session

from carecircle.care.errors import Asked, Invalid, Question
from carecircle.care.medications.contents import (
    allergies_against,
    allergy_question,
    contents_of,
    others_in_use,
)
from carecircle.care.medications.models import Medication, Regimen
from carecircle.care.medications.prescribing.actions.above_usual import usual_question
from carecircle.care.medications.prescribing.inputs import MedicationInput
from carecircle.care.translatable import lazy_gettext as _

DUPLICATE = "duplicate"


def confirmed_questions(
    session: Session, medication: Medication, regimen: Regimen, values: MedicationInput
) -> list[str]:
    """Returns the codes of the questions about a new medication that were confirmed.

    Raises Asked with those that were not, Invalid if nobody says why.
    """
    contents = contents_of(session, medication.id)
    allergies = allergies_against(session, medication.recipient_id, contents)
    asked = [
        allergy_question(medication, allergies),
        _duplicate(session, medication, contents),
        usual_question(session, medication, regimen),
    ]
    found = [one for one in asked if one is not None]
    still_open = [one for one in found if one.code not in (values.confirm or ())]
    if still_open:
        raise Asked(still_open)
    if found and not values.reason:
        raise Invalid({"reason": _("Say why, and who advised it")})
    return [one.code for one in found]


def _duplicate(
    session: Session, medication: Medication, contents: frozenset[str]
) -> Question | None:
    for other, theirs in others_in_use(session, medication):
        if shared := sorted(contents & theirs):
            named = f"{other.name} {other.strength or ''}".strip()
            message = _(
                "%(ingredient)s is already in %(other)s. Is it the same medication twice? If both "
                "are meant, tell us why",
                ingredient=", ".join(shared),
                other=named,
            )
            facts = {"ingredient": shared[0], "other": other.id, "other_name": other.name}
            return Question(DUPLICATE, message, facts=facts)
    return None
