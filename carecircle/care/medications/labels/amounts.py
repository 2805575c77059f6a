"""The amounts of a strength, given to the ingredients of a name."""

from decimal import Decimal

from carecircle.care.inputs.decimals import decimal_in
from carecircle.care.medications.labels import lists
from carecircle.care.medications.labels.contents import Content, Strength
from carecircle.care.medications.labels.lists import Combination


def contents_of(
    ingredients: tuple[str, ...], combination: Combination | None, found: tuple[Strength, ...]
) -> tuple[Content, ...] | None:
    """Returns each ingredient with its amount. None if the strengths do not fit to them.

    Where one ingredient always has the smaller amount, it gets that, in whatever order they are
    typed: codeine in 8/500 and in 500/8.
    """
    if combination is not None:
        found = _with_units(_completed(combination, found), combination.unit)
    if not found:
        return tuple(Content(name) for name in ingredients)
    if len(found) != len(ingredients) or not all(one.unit for one in found):
        return None
    order = lists.ascending().get(frozenset(ingredients))
    if order is not None and len({one.unit for one in found}) == 1:
        by_name = dict(zip(order, sorted(found, key=lambda one: one.number), strict=True))
        found = tuple(by_name[name] for name in ingredients)
    pairs = zip(ingredients, found, strict=True)
    return tuple(Content(name, one.number, one.unit, one.per) for name, one in pairs)


def _completed(combination: Combination, found: tuple[Strength, ...]) -> tuple[Strength, ...]:
    """Returns the amounts of the only strength if none was typed, or those of a total."""
    if not found:
        return tuple(Strength(number, "") for number in _numbers(combination.only))
    if len(found) > 1 or found[0].unit not in ("", combination.unit) or found[0].per:
        return found
    parts = dict(combination.totals).get(f"{found[0].number.normalize():f}")
    return tuple(Strength(one, "") for one in _numbers(parts)) if parts else found


def _with_units(found: tuple[Strength, ...], unit: str) -> tuple[Strength, ...]:
    if unit == "-":
        return found
    return tuple(Strength(one.number, one.unit or unit, one.per) for one in found)


def _numbers(amounts: str) -> list[Decimal]:
    return [decimal_in(part) for part in amounts.split("/") if part]
