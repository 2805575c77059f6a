"""Pure rules of what counts where an amount is unknown: at least one dose (rule 8)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from carecircle.care.medications.giving.limits import Key


@dataclass(frozen=True)
class Known:
    """The known amounts of one medication. dose: the quantity of one dose, in thousandths of a
    unit; ingredients: micrograms in a unit, 0 if unknown."""

    medication_id: str
    dose: int
    ingredients: Mapping[str, int] = field(default_factory=dict)


def at_least(taken: Known, quantity: int, others: Mapping[str, Known]) -> dict[Key, int]:
    """Returns the least that a quantity counts for, beside what its known amounts say.

    An ingredient without an amount counts as one dose of another medication that has it; the
    larger one, if there are several. And what shares an ingredient with a medication whose amount
    is unknown counts as one dose of that.
    """
    doses = max(1, -(-quantity // taken.dose))
    found: dict[Key, int] = {}
    for other in others.values():
        if other.medication_id == taken.medication_id:
            continue
        for name in taken.ingredients.keys() & other.ingredients.keys():
            theirs, ours = other.ingredients[name], taken.ingredients[name]
            if ours == 0 and theirs > 0:
                _at_least(found, ("ingredient", name), doses * other.dose * theirs)
            if theirs == 0:
                _at_least(found, ("medication", other.medication_id), doses * other.dose)
    return found


def _at_least(found: dict[Key, int], key: Key, load: int) -> None:
    found[key] = max(load, found.get(key, 0))
