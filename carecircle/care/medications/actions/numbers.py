"""Verbs: give one medication numbers of its own, and follow what the family says of its numbers.

What was written before stays as it was: records, windows that have opened, effects to look for.
"""

from collections.abc import Iterable, Mapping
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle.care.acting import Actor
from carecircle.care.errors import Invalid
from carecircle.care.families import numbers
from carecircle.care.families.actions.numbers import keep_numbers
from carecircle.care.families.queries import kept_numbers
from carecircle.care.medications import queries
from carecircle.care.medications.actions.details import tell_changed
from carecircle.care.medications.actions.locking import lock_medication, lock_recipient
from carecircle.care.medications.actions.planning import plan_again
from carecircle.care.medications.actions.stocking import look_at_stock
from carecircle.care.medications.models import Medication
from carecircle.care.recipients.models import Recipient
from carecircle.db.session import transaction

OF_DOSES = ("lead_min", "late_min", "late_critical_min", "window_min", "tell_min")
OF_STOCK = ("low_days", "urgent_days")
Said = Mapping[str, int | None]


def change_numbers(actor: Actor, medication_id: str, said: Said) -> Medication:
    """For one medication. said: what is named; None: the family's again.

    Raises NotAllowed, NotThere, Invalid.
    """
    actor.must_be_allowed("medication:change")
    with transaction() as tx:
        lock_medication(tx.session, actor.family_id, medication_id)
        medication = queries.the_medication(tx.session, actor.family_id, medication_id)
        before, after = say_numbers(tx.session, actor, medication, said)
        if after:
            _follow(tx.session, actor, medication, after)
            tell_changed(actor, medication, "window", before=before, after=after)
        return medication


def say_numbers(
    session: Session, actor: Actor, medication: Medication, said: Said
) -> tuple[dict[str, int | None], dict[str, int | None]]:
    """Inside transaction(). Answers what differs, as it was and is. Raises Invalid."""
    changed = keep_numbers(session, actor, said, medication.id)
    family, own = numbers.by_medication(kept_numbers(session, actor.family_id))
    found = numbers.said_for(family, own.get(medication.id), medication.is_time_critical)
    if problems := numbers.wrong(found):
        raise Invalid(problems)
    return changed


def follow_numbers(actor: Actor, changed: Iterable[str]) -> None:
    """After the family has said other numbers: what is still to come follows them."""
    with transaction() as tx:
        rows = select(Medication).where(Medication.family_id == actor.family_id)
        in_use = rows.where(Medication.stopped_at.is_(None)).order_by(Medication.recipient_id)
        for medication in tx.session.scalars(in_use.order_by(Medication.id)):
            lock_recipient(tx.session, actor.family_id, medication.recipient_id)
            _follow(tx.session, actor, medication, changed)


def _follow(session: Session, actor: Actor, medication: Medication, changed: Iterable[str]) -> None:
    names = set(changed)
    if names & set(OF_DOSES) and not medication.is_prn:
        zone = session.get_one(Recipient, medication.recipient_id).zone
        plan_again(session, medication, ZoneInfo(zone))
    if names & set(OF_STOCK) and medication.stock is not None:
        look_at_stock(session, actor, medication)
