"""The usual limits of common medicines that are sold without a prescription, for adults."""

from dataclasses import dataclass
from functools import cache

from carecircle.care.medications.formulary import lists

LIGHT_KG = 50


@dataclass(frozen=True)
class UsualLimit:
    """interval_min: least minutes between two, 0 if none; dose_mg: most in one dose; day_mg: most
    in 24 hours; day_mg_per_kg: the same under 50 kg, for each kg of weight."""

    ingredient: str
    interval_min: int
    dose_mg: int
    day_mg: int
    day_mg_per_kg: int | None
    source: str

    def day_micrograms(self, weight_kg: float | None = None) -> int:
        """Returns the most in 24 hours. weight_kg: None if it is not known."""
        if self.day_mg_per_kg is None or weight_kg is None or weight_kg >= LIGHT_KG:
            return self.day_mg * 1000
        return min(self.day_mg * 1000, int(self.day_mg_per_kg * weight_kg * 1000))


@cache
def usual_limits() -> dict[str, UsualLimit]:
    return {row[0]: _limit(*row) for row in lists.rows("usual_limits.tsv")}


def _limit(
    ingredient: str, interval: str, dose: str, day: str, per_kg: str, source: str
) -> UsualLimit:
    by_weight = None if per_kg == "-" else int(per_kg)
    return UsualLimit(ingredient, int(interval), int(dose), int(day), by_weight, source)
