"""Actions: set the thresholds of one medication, and apply changed thresholds.

Existing records, windows that have opened and effect checks stay as they are.
"""

from collections.abc import Iterable, Mapping
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle.care.actor import Actor
from carecircle.care.errors import Invalid
from carecircle.care.medications import regimens
from carecircle.care.medications.event_details import emit_medication_changed
from carecircle.care.medications.locks import lock_medication, lock_recipient
from carecircle.care.medications.models import Medication
from carecircle.care.medications.prescribing.actions.planning import replan
from carecircle.care.medications.stock.actions import check_stock_level
from carecircle.care.recipients.models import Recipient
from carecircle.care.thresholds import definitions
from carecircle.care.thresholds.actions import store_thresholds
from carecircle.care.thresholds.queries import threshold_settings
from carecircle.db.session import transaction

OF_DOSES = ("lead_min", "late_min", "late_critical_min", "window_min", "tell_min")
OF_STOCK = ("low_days", "urgent_days")
Changes = Mapping[str, int | None]


def set_medication_thresholds(actor: Actor, medication_id: str, said: Changes) -> Medication:
    """Set the thresholds of one medication. None as a value: the family's again.

    Raises NotAllowed, NotFound, Invalid.
    """
    actor.must_be_allowed("medication:change")
    with transaction() as tx:
        lock_medication(tx.session, actor.family_id, medication_id)
        medication = regimens.the_medication(tx.session, actor.family_id, medication_id)
        before, after = store_medication_thresholds(tx.session, actor, medication, said)
        if after:
            _apply(tx.session, actor, medication, after)
            emit_medication_changed(actor, medication, "window", before=before, after=after)
        return medication


def store_medication_thresholds(
    session: Session, actor: Actor, medication: Medication, said: Changes
) -> tuple[dict[str, int | None], dict[str, int | None]]:
    """Store them; call it inside transaction(). Returns the old and new values of what has changed.
    Raises Invalid."""
    changed = store_thresholds(session, actor, said, medication.id)
    family, own = definitions.by_medication(threshold_settings(session, actor.family_id))
    found = definitions.thresholds_set_for(
        family, own.get(medication.id), medication.is_time_critical
    )
    if problems := definitions.conflicts(found):
        raise Invalid(problems)
    return changed


def apply_thresholds(actor: Actor, changed: Iterable[str]) -> None:
    """Apply changed thresholds of the family to future doses and to stock levels."""
    with transaction() as tx:
        rows = select(Medication).where(Medication.family_id == actor.family_id)
        in_use = rows.where(Medication.stopped_at.is_(None)).order_by(Medication.recipient_id)
        for medication in tx.session.scalars(in_use.order_by(Medication.id)):
            lock_recipient(tx.session, actor.family_id, medication.recipient_id)
            _apply(tx.session, actor, medication, changed)


def _apply(session: Session, actor: Actor, medication: Medication, changed: Iterable[str]) -> None:
    names = set(changed)
    if names & set(OF_DOSES) and not medication.is_prn:
        zone = session.get_one(Recipient, medication.recipient_id).zone
        replan(session, medication, ZoneInfo(zone))
    if names & set(OF_STOCK) and medication.stock is not None:
        check_stock_level(session, actor, medication)
