"""Actions: set thresholds for the family, or for one of its medications."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.emitting import emit
from carecircle.care.errors import Invalid
from carecircle.care.families.models import Family
from carecircle.care.thresholds.definitions import DEFAULTS, by_medication, conflicts
from carecircle.care.thresholds.models import ThresholdSetting
from carecircle.care.thresholds.queries import threshold_settings
from carecircle.db.session import transaction

Changes = Mapping[str, int | None]


def set_thresholds(actor: Actor, said: Changes) -> list[str]:
    """Set thresholds for the whole family, from now on. None as a value: the default again. Returns
    the names that changed; without a change no event is emitted.

    Raises NotAllowed, Invalid.
    """
    actor.must_be_allowed("family:change")
    with transaction() as tx:
        tx.session.scalar(
            select(Family.id).where(Family.id == actor.family_id).with_for_update(key_share=True)
        )
        said = {name: None if value == DEFAULTS[name] else value for name, value in said.items()}
        before, after = store_thresholds(tx.session, actor, said)
        must_be_consistent(tx.session, actor.family_id)
        if after:
            data = {"family": actor.family_id, "numbers": list(after)}
            emit(actor, "numbers:changed", data, before=before, after=after)
        return list(after)


def store_thresholds(
    session: Session, actor: Actor, said: Changes, medication_id: str | None = None
) -> tuple[dict[str, int | None], dict[str, int | None]]:
    """Store the values that differ; call it inside transaction(), under a lock. Returns the old and
    the new values."""
    last = {
        one.name: one
        for one in threshold_settings(session, actor.family_id)
        if one.medication_id == medication_id
    }
    before, after = dict[str, int | None](), dict[str, int | None]()
    for name, value in said.items():
        old = last.get(name)
        if value == (old.value if old else None):
            continue
        if old is not None:
            old.is_last = False
            session.flush()
        session.add(_setting(actor, name, value, medication_id))
        before[name], after[name] = old.value if old else None, value
    session.flush()
    return before, after


def must_be_consistent(session: Session, family_id: str) -> None:
    """Raises Invalid if the family's thresholds contradict each other."""
    family, _own = by_medication(threshold_settings(session, family_id))
    if problems := conflicts(DEFAULTS | family):
        raise Invalid(problems)


def _setting(
    actor: Actor, name: str, value: int | None, medication_id: str | None
) -> ThresholdSetting:
    return ThresholdSetting(
        family_id=actor.family_id,
        medication_id=medication_id,
        name=name,
        value=value,
        kept_at=clock.now(),
        kept_by=actor.must_be_a_member(),
        kept_by_name=actor.name,
    )
