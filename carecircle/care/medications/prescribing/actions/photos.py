"""Action: store a photo of a medication. A newer one replaces it."""

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.medications import regimens
from carecircle.care.medications.event_details import emit_medication_changed
from carecircle.care.medications.locks import lock_medication
from carecircle.care.medications.models import Medication, MedicationPhoto
from carecircle.db.session import transaction


def store_photo(
    actor: Actor, medication_id: str, content: bytes, width: int, height: int
) -> Medication:
    """content: a JPEG, already re-encoded. Raises NotAllowed, NotFound."""
    actor.must_be_allowed("medication:change")
    with transaction() as tx:
        lock_medication(tx.session, actor.family_id, medication_id)
        medication = regimens.the_medication(tx.session, actor.family_id, medication_id)
        medication.photo_at = clock.now()
        tx.session.merge(
            MedicationPhoto(
                medication_id=medication.id,
                family_id=actor.family_id,
                content=content,
                width=width,
                height=height,
                at=medication.photo_at,
                by=actor.must_be_a_member(),
            )
        )
        emit_medication_changed(actor, medication, "photo")
        return medication
