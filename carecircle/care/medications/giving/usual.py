"""Pure rules of the usual limits: they hold where nobody has entered a limit (rule 8).

The usual maximum is counted over 20 hours in place of 24: what is taken once a day at about the
same time does not break it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol

from carecircle.care.medications.formulary.usual_limits import usual_limits
from carecircle.care.medications.giving.limits import Key

USUAL_DAY = timedelta(hours=20)
THOUSAND = 1000


class Limits(Protocol):
    """What a regimen says; quantities in thousandths of a unit."""

    quantity: int
    quantity_most: int | None
    min_interval_min: int | None
    max_per_day: int | None


@dataclass(frozen=True)
class Taken:
    """How a medication in use is taken. ingredients: micrograms in a unit; doses_a_day: on average,
    0 if as needed; spacing: the shortest planned time between two doses."""

    limits: Limits
    ingredients: Mapping[str, int] = field(default_factory=dict)
    doses_a_day: float = 0
    spacing: timedelta | None = None

    def a_day(self, ingredient: str) -> float:
        """Returns the planned amount in 24 hours, in thousandths of micrograms."""
        dose = self.limits.quantity_most or self.limits.quantity
        return self.doses_a_day * dose * self.ingredients.get(ingredient, 0)


def usual_interval(taken: Taken) -> int | None:
    """Returns the least minutes between two doses, if nobody has entered them; at most three
    quarters of the planned time between them."""
    if taken.limits.min_interval_min is not None:
        return taken.limits.min_interval_min
    known = [
        usual_limits()[name].interval_min for name in taken.ingredients.keys() & usual_limits()
    ]
    longest = max(known, default=0)
    if taken.spacing is not None:
        longest = min(longest, int(taken.spacing / timedelta(minutes=1) * 3 / 4))
    return longest or None


def usual_most(
    all_taken: Iterable[Taken], own: Mapping[Key, int], weight_kg: float | None
) -> dict[Key, int]:
    """Returns the usual maximum of each ingredient that has no other, or what one medication is
    planned to give in a day if that is more: somebody confirmed that."""
    all_taken, found = list(all_taken), dict[Key, int]()
    for name in {name for taken in all_taken for name in taken.ingredients} & usual_limits().keys():
        key = ("ingredient", name)
        if key not in own:
            usual = usual_limits()[name].day_micrograms(weight_kg) * THOUSAND
            planned = max(taken.a_day(name) for taken in all_taken)
            found[key] = max(usual, round(planned))
    return found


def above_usual(taken: Taken) -> str | None:
    """Returns the ingredient of which more is planned or allowed than is usual, or sooner; None if
    there is none."""
    limits = taken.limits
    dose = limits.quantity_most or limits.quantity
    for name in sorted(taken.ingredients.keys() & usual_limits()):
        usual, amount = usual_limits()[name], taken.ingredients[name]
        day = max((limits.max_per_day or 0) * amount, taken.a_day(name))
        is_soon = (limits.min_interval_min or usual.interval_min) < usual.interval_min
        is_much = dose * amount > usual.dose_mg * THOUSAND**2 or day > usual.day_mg * THOUSAND**2
        if is_soon or is_much:
            return name
    return None
