"""Action: correct what a medication is. The old fields are kept beside the new ones."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.errors import Conflict, Invalid
from carecircle.care.medications import regimens
from carecircle.care.medications.event_details import emit_medication_changed
from carecircle.care.medications.locks import lock_medication
from carecircle.care.medications.models import Ingredient, Medication, MedicationRevision
from carecircle.care.medications.prescribing.actions.covert import check_covert
from carecircle.care.medications.prescribing.actions.label import understood
from carecircle.care.medications.prescribing.detail_inputs import MedicationCorrectionInput
from carecircle.care.medications.prescribing.queries import ingredients_of
from carecircle.care.translatable import lazy_gettext as _
from carecircle.db.session import transaction

_APART = ("ingredients", "why")


def correct_medication(
    actor: Actor, medication_id: str, values: MedicationCorrectionInput, language: str | None = None
) -> Medication:
    """Correct the fields that were sent. What was given before counts for the old and the new
    ingredients, whichever is more.

    Raises NotAllowed, NotFound, Invalid, Conflict if nothing is different.
    """
    actor.must_be_allowed("medication:change")
    with transaction() as tx:
        lock_medication(tx.session, actor.family_id, medication_id)
        medication = regimens.the_medication(tx.session, actor.family_id, medication_id)
        regimen = regimens.regimen_of(tx.session, medication_id)
        unit = regimen.unit if regimen else medication.form
        stored = {one.name: one.amount for one in ingredients_of(tx.session, medication_id)}
        is_derived = stored == _derived(medication, unit, language)
        before, after = _apply(medication, values)
        found = values.ingredients or stored
        if not values.ingredients and (is_derived or values.was_sent("ingredients")):
            found = understood(medication, unit, language)
        if found != stored:
            _replace(tx.session, medication, found)
            before["ingredients"], after["ingredients"] = _listed(stored), _listed(found)
        if not after:
            raise Conflict(_("Nothing is different"), "nothing-changed")
        revision = new_revision(actor, medication, "corrected", values.why, before, after)
        revision.ingredients_before = stored if found != stored else None
        tx.session.add(revision)
        emit_medication_changed(actor, medication, "corrected", before=before, after=after)
        return medication


def new_revision(
    actor: Actor,
    medication: Medication,
    kind: str,
    why: str,
    before: dict[str, str | None],
    after: dict[str, str | None],
) -> MedicationRevision:
    return MedicationRevision(
        family_id=medication.family_id,
        medication_id=medication.id,
        kind=kind,
        before=before,
        after=after,
        why=why,
        at=clock.now(),
        by=actor.must_be_a_member(),
        by_name=actor.name,
    )


def _derived(medication: Medication, unit: str, language: str | None) -> dict[str, int] | None:
    """Returns the ingredients that follow from the name and strength, None if they are unclear."""
    try:
        return understood(medication, unit, language)
    except Invalid:
        return None


def _apply(
    medication: Medication, values: MedicationCorrectionInput
) -> tuple[dict[str, str | None], dict[str, str | None]]:
    """Returns the old and new values of the fields that are different."""
    before: dict[str, str | None] = {}
    after: dict[str, str | None] = {}
    for name in sorted(values.sent.difference(_APART)):
        old, new = getattr(medication, name), getattr(values, name)
        if name == "form":
            new = new or old
        if (old or None) != (new or None):
            before[name], after[name] = _words(old), _words(new)
            setattr(medication, name, new)
    of_it = medication.covert_agreed_by, medication.covert_review_on
    check_covert(medication.is_covert, *of_it)
    return before, after


def _words(value: object) -> str | None:
    """Returns a field as text; None if it is empty."""
    if isinstance(value, list):
        return ", ".join(value) or None
    if isinstance(value, bool):
        return "yes" if value else None
    return value.isoformat() if isinstance(value, date) else str(value) if value else None


def _listed(ingredients: dict[str, int]) -> str:
    """Returns for example: codeine 8000, paracetamol 500000, in micrograms."""
    return ", ".join(f"{name} {amount}" for name, amount in sorted(ingredients.items()))


def _replace(session: Session, medication: Medication, found: dict[str, int]) -> None:
    """Make these the ingredients; the rows of the others stay, ended."""
    rows = select(Ingredient).where(Ingredient.medication_id == medication.id)
    stored = {one.name: one for one in session.scalars(rows)}
    for name, row in stored.items():
        row.ended_at = None if name in found else row.ended_at or clock.now()
        row.amount = found.get(name, row.amount)
    of = {"family_id": medication.family_id, "medication_id": medication.id}
    new = {name: amount for name, amount in found.items() if name not in stored}
    session.add_all(Ingredient(name=name, amount=amount, **of) for name, amount in new.items())
