"""Reads: what was taken lately and its limits, over all medications of a care recipient."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle.care.medications.giving import limits
from carecircle.care.medications.giving.limits import Breach, Intake, Key
from carecircle.care.medications.models import Administration, Ingredient, Medication, Regimen
from carecircle.care.medications.records import LIVE
from carecircle.care.medications.regimens import in_force_first


@dataclass
class LimitState:
    """The limits in force and what was taken around a moment."""

    intervals: dict[str, int | None] = field(default_factory=dict)
    ingredients: dict[str, dict[str, int]] = field(default_factory=dict)
    most: dict[Key, int] = field(default_factory=dict)
    taken: list[Intake] = field(default_factory=list)

    def intake(self, medication_id: str, quantity: int, at: datetime) -> Intake:
        ingredients = self.ingredients.get(medication_id, {})
        return Intake(at, medication_id, quantity, ingredients, self.intervals.get(medication_id))

    def breach(self, new: Intake) -> Breach | None:
        return limits.breach(new, self.taken, self.most)

    def next_safe_at(self, new: Intake) -> datetime | None:
        return limits.next_safe_at(new, self.taken, self.most)

    def left_after(self, new: Intake, ahead: int) -> int | None:
        return limits.left_after(new, self.taken, self.most, ahead)


def limit_state(
    session: Session, family_id: str, recipient_id: str, at: datetime, without: str | None = None
) -> LimitState:
    """Returns the state around `at`. without: the administration being corrected, which does not
    count."""
    found = _limits(session, family_id, recipient_id, at)
    if not found.most and not any(found.intervals.values()):
        return found
    span = max(timedelta(minutes=max(n or 0 for n in found.intervals.values())), limits.DAY)
    for record in _taken(session, found.intervals, at - span, at + span):
        if record.id != without:
            found.taken.append(found.intake(record.medication_id, record.quantity, record.given_at))
    return found


def _limits(session: Session, family_id: str, recipient_id: str, at: datetime) -> LimitState:
    found = LimitState()
    of_them = (Medication.family_id == family_id, Medication.recipient_id == recipient_id)
    ingredients = select(Ingredient).join(Medication, Medication.id == Ingredient.medication_id)
    for one in session.scalars(ingredients.where(*of_them)):
        found.ingredients.setdefault(one.medication_id, {})[one.name] = one.amount
    rows = (
        select(Medication.id, Medication.stopped_at, Regimen.min_interval_min, Regimen.max_per_day)
        .join(Regimen, Regimen.medication_id == Medication.id)
        .where(*of_them)
        .order_by(*in_force_first(at))
    )
    for medication_id, stopped_at, min_interval_min, max_per_day in session.execute(rows):
        if medication_id in found.intervals:
            continue  # the first row of a medication is the regimen in force
        found.intervals[medication_id] = min_interval_min
        if max_per_day is not None and stopped_at is None:
            ingredients_of = found.ingredients.get(medication_id, {})
            _tighten(found, limits.most_of(medication_id, ingredients_of, max_per_day))
    return found


def _tighten(found: LimitState, most: dict[Key, int]) -> None:
    """Apply the stricter limit if two medications limit the same ingredient."""
    for key, limit in most.items():
        found.most[key] = min(limit, found.most.get(key, limit))


def _taken(
    session: Session, medication_ids: Iterable[str], after: datetime, before: datetime
) -> Iterable[Administration]:
    rows = select(Administration).where(
        Administration.medication_id.in_(list(medication_ids)),
        Administration.given_at.between(after, before),
        LIVE,
        Administration.quantity > 0,
    )
    return session.scalars(rows.order_by(Administration.given_at, Administration.id))
