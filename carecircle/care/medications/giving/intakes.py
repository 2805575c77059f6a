"""Reads: what was taken lately and its limits, over all medications of a care recipient."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle.care.medications.giving import limits
from carecircle.care.medications.giving.earlier import (
    EarlierIngredients,
    counted_at,
    earlier_ingredients,
)
from carecircle.care.medications.giving.limits import Breach, Intake, Key
from carecircle.care.medications.giving.unknown_amounts import Known, at_least
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
    known: dict[str, Known] = field(default_factory=dict)
    earlier: dict[str, list[EarlierIngredients]] = field(default_factory=dict)

    def intake(self, medication_id: str, quantity: int, at: datetime) -> Intake:
        """Returns the intake; an unknown amount counts as at least one dose."""
        now = self.ingredients.get(medication_id, {})
        ingredients = counted_at(at, now, self.earlier.get(medication_id, ()))
        known = self.known.get(medication_id)
        least = at_least(known, quantity, self.known) if known else {}
        interval = self.intervals.get(medication_id)
        return Intake(at, medication_id, quantity, ingredients, interval, least)

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
    for one in session.scalars(ingredients.where(*of_them, Ingredient.ended_at.is_(None))):
        found.ingredients.setdefault(one.medication_id, {})[one.name] = one.amount
    found.earlier = earlier_ingredients(session, family_id, recipient_id)
    rows = (
        select(Medication.stopped_at, Regimen)
        .join(Regimen, Regimen.medication_id == Medication.id)
        .where(*of_them)
        .order_by(*in_force_first(at))
    )
    for stopped_at, regimen in session.execute(rows):
        if regimen.medication_id not in found.intervals:  # the first of a medication is in force
            _add(found, regimen, is_stopped=stopped_at is not None)
    return found


def _add(found: LimitState, regimen: Regimen, is_stopped: bool) -> None:
    medication_id = regimen.medication_id
    ingredients = found.ingredients.get(medication_id, {})
    found.intervals[medication_id] = regimen.min_interval_min
    found.known[medication_id] = Known(medication_id, regimen.quantity, ingredients)
    if regimen.max_per_day is not None and not is_stopped:
        _tighten(found, limits.most_of(medication_id, ingredients, regimen.max_per_day))


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
