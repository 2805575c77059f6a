"""Units of medicines. A mass is never converted into units of activity, or the other way round.

pint is imported when the first amount is converted: 0.25 s and 15 MB of memory, in a process that
writes medications down.
"""

from decimal import Decimal
from functools import cache
from typing import Any

_DEFINED = (
    "gram = [mass] = g",
    "milligram = 0.001 gram = mg",
    "microgram = 0.000001 gram",
    "nanogram = 0.000000001 gram = ng",
    "kilogram = 1000 gram = kg",
    "litre = [volume] = l",
    "millilitre = 0.001 litre = ml",
    "hour = [time]",
    "unit = [activity]",
    "mole = [substance]",
    "mmol = 0.001 mole",
    "meq = [charge]",
)
SPELLINGS = {
    "kg": "kg kilogram kilograms",
    "g": "g gm gms gram grams gramme grammes gramo gramos",
    "mg": "mg mgs milligram milligrams milligramme milligrammes miligramo miligramos",
    "microgram": "mcg mcgs ug μg µg microgram micrograms microgramme microgrammes microgramo"
    " microgramos micro-grams",
    "ng": "ng nanogram nanograms nanogramo nanogramos",
    "ml": "ml mls millilitre millilitres milliliter milliliters mililitro mililitros cc",
    "l": "litre litres liter liters litro litros l",
    "unit": "iu ius u ui unit units unidad unidades i.u. u.i.",
    "mmol": "mmol mmols millimole millimoles milimol milimoles",
    "meq": "meq",
    "hour": "h hr hrs hour hours hora horas",
    "dose": "dose doses dosis puff puffs actuation actuations spray sprays pulsacion pulsaciones"
    " inhalation inhalations inhalacion inhalaciones aplicacion metered-dose",
}
_CANONICAL = {word: unit for unit, words in SPELLINGS.items() for word in words.split()}


def unit_named(word: str) -> str | None:
    """Returns the unit of a spelling, in lower case; None if it is none."""
    return _CANONICAL.get(word)


def converted(number: Decimal, unit: str, to: str) -> Decimal | None:
    """Returns the number in another unit; None if they measure different things."""
    ours, theirs = unit_named(unit.casefold()), unit_named(to.casefold())
    if ours is None or theirs is None:
        return None
    if ours == theirs:
        return number
    if "dose" in (ours, theirs):
        return None
    registry = _registry()
    found = registry.Quantity(number, ours)
    return Decimal(found.to(theirs).magnitude) if found.is_compatible_with(theirs) else None


@cache
def _registry() -> Any:
    from pint import UnitRegistry

    registry: Any = UnitRegistry(None, non_int_type=Decimal, cache_folder=None)
    for definition in _DEFINED:
        registry.define(definition)
    return registry
