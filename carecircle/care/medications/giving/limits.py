"""Pure rules of dose limits: minimum intervals and maximums in 24 rolling hours, by ingredient.

Quantities are thousandths of a unit, ingredients micrograms in one unit. Times are compared by the
minute, so a dose taken at 08:00 with a four-hour interval is safe again at 12:00 (rule 8).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

DAY = timedelta(hours=24)
MOST_INTERVAL_MIN = 14 * 24 * 60
Key = tuple[str, str]


@dataclass(frozen=True)
class Intake:
    """Something taken, or planned. ingredients: micrograms in a unit, 0 if unknown. at_least: what
    counts where an amount is unknown, as loads() has it."""

    at: datetime
    medication_id: str
    quantity: int
    ingredients: Mapping[str, int] = field(default_factory=dict)
    interval_min: int | None = None
    at_least: Mapping[Key, int] = field(default_factory=dict)

    @property
    def minute(self) -> datetime:
        return self.at.replace(second=0, microsecond=0)

    def moved_to(self, at: datetime) -> "Intake":
        of_it = (self.medication_id, self.quantity, self.ingredients, self.interval_min)
        return Intake(at, *of_it, self.at_least)

    def loads(self) -> dict[Key, int]:
        """Returns the amount of everything that may have a maximum: its ingredients, and the
        medication itself."""
        loads = {("ingredient", name): self.quantity * a for name, a in self.ingredients.items()}
        return {**loads, **self.at_least, ("medication", self.medication_id): self.quantity}


@dataclass(frozen=True)
class Breach:
    """A broken rule. kind: interval or maximum; of: the ingredient; next_safe_at None: never."""

    kind: str
    of: str
    by: Intake | None
    next_safe_at: datetime | None


def most_of(medication_id: str, ingredients: Mapping[str, int], most: int) -> dict[Key, int]:
    """Returns the maximum of one medication as maximums of its ingredients and itself."""
    limits = {("ingredient", name): most * a for name, a in ingredients.items() if a > 0}
    return limits | {("medication", medication_id): most}


def breach(
    new: Intake, taken: Iterable[Intake], most: Mapping[Key, int], day: timedelta = DAY
) -> Breach | None:
    """Returns why it may not be given at its time; None if it may. day: what a maximum is for."""
    taken = list(taken)
    found = _too_near(new, taken) or _too_much(new, taken, most, day)
    if found is None:
        return None
    return Breach(found[0], found[1], found[2], next_safe_at(new, taken, most, day))


def next_safe_at(
    new: Intake, taken: Iterable[Intake], most: Mapping[Key, int], day: timedelta = DAY
) -> datetime | None:
    """Returns the first minute, from its own time on, at which no limit is broken."""
    taken = list(taken)
    times = {
        new.minute,
        *(x.minute + _gap(new, x) for x in taken),
        *(x.minute + day for x in taken),
    }
    for at in sorted(time for time in times if time >= new.minute):
        later = new.moved_to(at)
        if not _too_near(later, taken) and not _too_much(later, taken, most, day):
            return at
    return None


def left_after(
    new: Intake, taken: Iterable[Intake], most: Mapping[Key, int], ahead: int
) -> int | None:
    """Returns how many more doses of this size fit within the limit; None if it is `ahead` or more.
    With 1 ahead: 0, the limit is reached."""
    inside = [*taken, new]
    for left in range(ahead):
        again = new.moved_to(new.at + timedelta(minutes=1 + left))
        if _too_much(again, inside, most, DAY) is not None:
            return left
        inside.append(again)
    return None


def _gap(one: Intake, other: Intake) -> timedelta:
    """Returns the longer of the two intervals; 0 if they share no ingredient."""
    is_shared = one.medication_id == other.medication_id or (
        one.ingredients.keys() & other.ingredients.keys()
    )
    least = max(one.interval_min or 0, other.interval_min or 0)
    return timedelta(minutes=least if is_shared else 0)


def _too_near(new: Intake, taken: list[Intake]) -> tuple[str, str, Intake] | None:
    near = [x for x in taken if abs(new.minute - x.minute) < _gap(new, x)]
    if not near:
        return None
    nearest = max(near, key=lambda x: x.minute + _gap(new, x))
    shared = sorted(new.ingredients.keys() & nearest.ingredients.keys())
    return "interval", shared[0] if shared else "", nearest


def _too_much(
    new: Intake, taken: list[Intake], most: Mapping[Key, int], day: timedelta
) -> tuple[str, str, Intake | None] | None:
    """Checks every day that contains it: those that end with it, and those that end with a later
    intake."""
    ends = [new.minute, *(x.minute for x in taken if new.minute < x.minute < new.minute + day)]
    for end in ends:
        inside = [x for x in taken if end - day < x.minute <= end]
        for key, load in new.loads().items():
            limit = most.get(key)
            if (
                load
                and limit is not None
                and load + sum(x.loads().get(key, 0) for x in inside) > limit
            ):
                of = key[1] if key[0] == "ingredient" else ""
                return "maximum", of, inside[-1] if inside else None
    return None
