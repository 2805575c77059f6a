"""Everything that is asked before a record is stored, and what was confirmed."""

from sqlalchemy.orm import Session

from carecircle.care.errors import Asked, Invalid, Question
from carecircle.care.medications.contents import (
    allergies_against,
    allergy_question,
    contents_of,
)
from carecircle.care.medications.giving.actions.amounts import amount_question
from carecircle.care.medications.giving.actions.guard import limit_question
from carecircle.care.medications.giving.actions.prn_period import outside_question
from carecircle.care.medications.giving.actions.too_close import too_close_question
from carecircle.care.medications.giving.inputs import GivingInput
from carecircle.care.medications.giving.question_codes import SURE, TOO_EARLY
from carecircle.care.medications.models import Administration
from carecircle.care.medications.regimens import DoseOrPrn
from carecircle.care.thresholds.definitions import Thresholds
from carecircle.care.translatable import lazy_gettext as _


def confirmed_questions(
    session: Session,
    asked: DoseOrPrn,
    record: Administration,
    values: GivingInput,
    limits: Thresholds,
    without: str | None = None,
) -> list[str]:
    """Returns the codes of the questions that were asked and confirmed. without: the record that
    is being corrected.

    Raises Asked with those that were not confirmed, Invalid if nobody says why.
    """
    found = _questions(session, asked, record, limits, without)
    still_open = [one for one in found if one.code not in values.confirmed]
    if still_open:
        raise Asked(still_open)
    codes = [one.code for one in found]
    if codes and not values.reason and not (values.sure and SURE.issuperset(codes)):
        raise Invalid({"reason": _("Say how it came about")})
    return codes


def _questions(
    session: Session,
    asked: DoseOrPrn,
    record: Administration,
    limits: Thresholds,
    without: str | None,
) -> list[Question]:
    if not record.quantity:
        return []
    limit = limit_question(session, record, without)
    is_interval = limit is not None and limit.code == TOO_EARLY
    contents = contents_of(session, record.medication_id)
    allergies = allergies_against(session, record.recipient_id, contents)
    found = [
        allergy_question(asked.medication, allergies),
        outside_question(asked, record.given_at),
        amount_question(record, asked, limits["many_times"]),
        limit,
        None if is_interval else too_close_question(session, asked, record, without),
    ]
    return [one for one in found if one is not None]
