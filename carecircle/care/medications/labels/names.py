"""The ingredients of a name: of a generic name, a brand, a salt, a combination."""

import re
from functools import lru_cache

from carecircle.care.inputs.folding import without_accents
from carecircle.care.medications.labels import lists
from carecircle.care.medications.labels.salts import bases_of, is_element, without_hydrate
from carecircle.care.medications.labels.unii import ingredient_in_unii

LONGEST = 120
_BETWEEN = re.compile(r" ?[+&;,/] ?| (?:and|with|y|e|con) ")
_SPELLINGS = (("sulph", "sulf"), ("oestr", "estr"), ("oe", "e"), ("ae", "e"), ("ph", "f"))


def ingredients_named(name: str) -> tuple[str, ...] | None:
    """Returns the ingredients of a combination, or of several names; None if one is unknown."""
    name = without_accents(name).strip(" .,-")
    found = lists.combinations().get(name)
    if found is not None:
        return found.ingredients
    one = ingredient_named(name)
    if one is not None:
        return (one,)
    parts = [ingredient_named(part) for part in _BETWEEN.split(name)]
    known = tuple(part for part in parts if part is not None)
    return known if len(known) == len(parts) == len(set(known)) > 1 else None


@lru_cache(maxsize=2000)
def ingredient_named(name: str) -> str | None:
    """Returns the one ingredient of a name; None if it is unknown, or a combination."""
    name = without_accents(name).strip(" .,-")
    if not name or len(name) > LONGEST or name in lists.combinations():
        return None
    for spelling in _spellings(name):
        found = _as_listed(spelling) or _by_base(spelling)
        if found:
            return found
    return None


def _spellings(name: str) -> list[str]:
    """Returns the name, and the spellings of the INN that differ from the British ones."""
    other = [name.replace(*pair) for pair in _SPELLINGS if pair[0] in name]
    return [name, *other]


def _as_listed(name: str) -> str | None:
    if name in lists.words("never.txt"):
        return None
    by_hand = lists.other_names().get(name)
    if by_hand:
        return by_hand
    found = ingredient_in_unii(name)
    if found is None:
        return None
    if is_element(found) and found != name:
        return without_hydrate(name)  # calcium gluconate, not calcium
    return lists.other_names().get(found) or _folded(found)


def _by_base(name: str) -> str | None:
    return next((found for found in map(_as_listed, bases_of(name)) if found), None)


def _folded(ingredient: str) -> str:
    """Returns the base of an ingredient that the vendored list leaves as a salt."""
    ingredient = without_hydrate(ingredient.partition(", unspecified")[0])
    bases = (base for base in bases_of(ingredient) if ingredient_in_unii(base) == base)
    return next(bases, ingredient)
