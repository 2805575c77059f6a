"""Action: mark a dose as being prepared. It warns the others for a while and locks nothing."""

from datetime import timedelta

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.medications import thresholds
from carecircle.care.medications.giving import queries as giving_queries
from carecircle.care.medications.locks import lock_dose
from carecircle.care.medications.models.giving import Preparing
from carecircle.db.session import transaction


def prepare(actor: Actor, dose_id: str) -> Preparing:
    """Mark the dose. Raises NotAllowed, NotFound."""
    actor.must_be_allowed("administration:record")
    with transaction() as tx:
        lock_dose(tx.session, actor.family_id, dose_id)
        medication = giving_queries.the_dose(tx.session, actor.family_id, dose_id).medication
        lasts_min = thresholds.thresholds_of(tx.session, medication)["preparing_min"]
        return tx.session.merge(
            Preparing(
                dose_id=dose_id,
                family_id=actor.family_id,
                member_id=actor.must_be_a_member(),
                member_name=actor.name,
                until=clock.now() + timedelta(minutes=lasts_min),
            )
        )
