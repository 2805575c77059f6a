"""How much of each ingredient is in one of what is taken: a tablet, a ml, a puff, a mg."""

from decimal import Decimal

from carecircle.care.inputs.folding import without_accents
from carecircle.care.medications.labels.contents import Content
from carecircle.care.medications.labels.units import converted, unit_named

# The amount of a tablet is not that of a drop or a spoon, and a patch is not used up.
_NOT_WHOLE = frozenset(
    (
        *(
            "drop",
            "drops",
            "gota",
            "gotas",
            "spoon",
            "spoons",
            "spoonful",
            "cucharada",
            "cucharadas",
        ),
        *("cucharadita", "patch", "patches", "parche", "parches", "cm", "application", "scoop"),
        *("half", "quarter"),
    )
)


def micrograms_in_one(contents: tuple[Content, ...], unit: str) -> dict[str, int]:
    """Returns the micrograms of each ingredient in one `unit`; 0 if the label does not say."""
    unit = without_accents(unit)
    itself = converted(Decimal(1), unit, "microgram")
    if itself is not None:
        return {one.ingredient: int(itself) if len(contents) == 1 else 0 for one in contents}
    return {one.ingredient: _micrograms(one, unit) for one in contents}


def measures_itself(unit: str) -> bool:
    """Returns whether the unit is an amount of the ingredient: 10 units of insulin."""
    return unit_named(without_accents(unit)) in ("unit", "mmol", "meq", "mg", "g", "microgram")


def _micrograms(content: Content, unit: str) -> int:
    mass, share = content.micrograms, _share(content, unit)
    return int(mass * share) if mass is not None and share is not None else 0


def _share(content: Content, unit: str) -> Decimal | None:
    """Returns how much of what the amount refers to is in one unit."""
    per, measured = content.per, unit_named(unit)
    if per is None:
        is_whole = unit not in _NOT_WHOLE and measured in (None, "dose")
        return Decimal(1) if is_whole else None
    if per.unit == "dose":
        return 1 / per.number if measured == "dose" else None
    if per.unit == "hour":
        return None
    in_unit = converted(Decimal(1), unit, per.unit)
    return None if in_unit is None else in_unit / per.number
