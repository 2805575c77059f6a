"""The name on a label, with the words around it taken away."""

import re

from carecircle.care.medications.labels import lists, wording
from carecircle.care.medications.labels.names import ingredients_named

_IN_BRACKETS = re.compile(r"\(([^()]*)\)")
_STAGES = (
    wording.tidied,
    wording.without_forms,
    wording.without_qualities,
    wording.without_makers,
)


def split_numbered_name(text: str) -> tuple[str, str]:
    """Returns a name that has a number, such as vitamin b12 or adcal-d3, and what follows it."""
    for name in lists.numbered_names():
        if text.startswith(name) and not text[len(name) : len(name) + 1].isalnum():
            return name, text[len(name) :]
    return "", text


def named(name: str, rest: str) -> tuple[str, tuple[str, ...]] | None:
    """Returns the name and its ingredients, with as few words taken away as possible."""
    for take_away in _STAGES:
        rest = take_away(rest)
        whole = f"{name} {rest}".strip()
        ingredients = _ingredients(whole)
        if ingredients is not None:
            return whole, ingredients
    return None


def _ingredients(name: str) -> tuple[str, ...] | None:
    """Returns the ingredients; what stands in brackets must not say something else."""
    whole = ingredients_named(name)
    inside = _IN_BRACKETS.findall(name)
    if whole is not None or len(inside) != 1:
        return whole
    outside = ingredients_named(wording.tidied(_IN_BRACKETS.sub(" ", name)))
    explained = ingredients_named(inside[0])
    return explained if outside in (None, explained) else None
