"""Details recorded with a dose: the site, removal of the old patch, a glucose reading."""

from sqlalchemy.orm import Session

from carecircle.care.actor import Actor
from carecircle.care.errors import Invalid
from carecircle.care.medications.giving.inputs import GivingInput
from carecircle.care.medications.models import Administration, Medication
from carecircle.care.observations.actions import record_observation
from carecircle.care.observations.inputs import ObservationInput
from carecircle.care.translatable import lazy_gettext as _

GLUCOSE = "glucose"


def check_beside(medication: Medication, record: Administration, values: GivingInput) -> None:
    """Raises Invalid with what the medication asks for and the record does not say. A paper chart
    has no room for it."""
    if not record.quantity or record.is_from_paper:
        return
    wrong = {}
    if medication.sites and not values.site:
        wrong["site"] = _("Say where it went")
    if medication.removes_old and not values.old_patch:
        wrong["old_patch"] = _("Say whether the old one was removed")
    if medication.asks_glucose and not (values.glucose or values.no_glucose_why):
        wrong[GLUCOSE] = _("Type the glucose reading, or say why there is none")
    if wrong:
        raise Invalid(wrong)


def record_reading(
    session: Session, actor: Actor, record: Administration, values: GivingInput
) -> None:
    """Record the glucose reading as an observation, in the same transaction. Raises Invalid."""
    if not values.glucose:
        return
    said = ObservationInput(
        kind=GLUCOSE,
        value=values.glucose,
        unit=values.glucose_unit,
        at=record.given_at,
        recipient=record.recipient_id,
    )
    try:
        record.observation_id = record_observation(actor, said).id
    except Invalid as error:
        raise Invalid({GLUCOSE: next(iter(error.fields.values()))}) from error
    session.flush()
