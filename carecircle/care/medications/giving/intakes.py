"""Reads: what was taken lately and its limits, over all medications of a care recipient."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle.care.medications.formulary.usual_limits import usual_limits
from carecircle.care.medications.giving import limits
from carecircle.care.medications.giving.earlier import (
    EarlierIngredients,
    counted_at,
    earlier_ingredients,
)
from carecircle.care.medications.giving.limits import Breach, Intake, Key
from carecircle.care.medications.giving.unknown_amounts import Known, at_least
from carecircle.care.medications.giving.usual import (
    USUAL_DAY,
    Taken,
    usual_interval,
    usual_most,
)
from carecircle.care.medications.giving.weight import weight_kg
from carecircle.care.medications.models import Administration, Ingredient, Medication, Regimen
from carecircle.care.medications.records import LIVE
from carecircle.care.medications.regimens import in_force_first
from carecircle.care.medications.schedule import per_day
from carecircle.care.medications.spacing import shortest_spacing


@dataclass
class LimitState:
    """The limits in force and what was taken around a moment. usual: the maximums where nobody has
    entered one."""

    intervals: dict[str, int | None] = field(default_factory=dict)
    ingredients: dict[str, dict[str, int]] = field(default_factory=dict)
    most: dict[Key, int] = field(default_factory=dict)
    taken: list[Intake] = field(default_factory=list)
    known: dict[str, Known] = field(default_factory=dict)
    usual: dict[Key, int] = field(default_factory=dict)
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
        """Returns the broken rule: of the limits that were entered, or of the usual ones."""
        found = limits.breach(new, self.taken, self.most) or limits.breach(
            new, self.taken, self.usual, USUAL_DAY
        )
        return found and replace(found, next_safe_at=self.next_safe_at(new))

    def next_safe_at(self, new: Intake) -> datetime | None:
        """Returns the first minute at which neither is broken."""
        at = limits.next_safe_at(new, self.taken, self.most)
        if at is None:
            return None
        return limits.next_safe_at(new.moved_to(at), self.taken, self.usual, USUAL_DAY)

    def left_after(self, new: Intake, ahead: int) -> int | None:
        return limits.left_after(new, self.taken, self.most, ahead)


def limit_state(
    session: Session, family_id: str, recipient_id: str, at: datetime, without: str | None = None
) -> LimitState:
    """Returns the state around `at`. without: the administration being corrected, which does not
    count."""
    found = _limits(session, family_id, recipient_id, at)
    if not found.most and not found.usual and not any(found.intervals.values()):
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
        select(Medication, Regimen)
        .join(Regimen, Regimen.medication_id == Medication.id)
        .where(*of_them)
        .order_by(*in_force_first(at))
    )
    in_use = []
    for medication, regimen in session.execute(rows):
        if medication.id not in found.intervals:  # the first of a medication is in force
            taken = how_taken(medication, regimen, found.ingredients.get(medication.id, {}))
            _add(found, medication, regimen, taken)
            in_use += [] if medication.stopped_at is not None else [taken]
    weight = weight_kg(session, family_id, recipient_id) if _is_by_weight(found) else None
    found.usual = usual_most(in_use, found.most, weight)
    return found


def how_taken(medication: Medication, regimen: Regimen, ingredients: dict[str, int]) -> Taken:
    """Returns how a medication is taken, for the usual limits. Clock changes do not matter."""
    if medication.is_prn:
        return Taken(regimen, ingredients)
    spacing = None
    if usual_limits().keys() & ingredients.keys():
        spacing = shortest_spacing(regimen, ZoneInfo("UTC"))
    return Taken(regimen, ingredients, per_day(regimen), spacing)


def _is_by_weight(found: LimitState) -> bool:
    return any(
        one.day_mg_per_kg and one.ingredient in contents
        for contents in found.ingredients.values()
        for one in usual_limits().values()
    )


def _add(found: LimitState, medication: Medication, regimen: Regimen, taken: Taken) -> None:
    ingredients = found.ingredients.get(medication.id, {})
    found.intervals[medication.id] = usual_interval(taken)
    found.known[medication.id] = Known(medication.id, regimen.quantity, ingredients)
    if regimen.max_per_day is not None and medication.stopped_at is None:
        _tighten(found, limits.most_of(medication.id, ingredients, regimen.max_per_day))


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
