"""Allergies compared with ingredients, by name and by class."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from carecircle.care.inputs.folding import without_accents
from carecircle.care.medications.formulary.classes import (
    DrugClass,
    class_written,
    classes,
    classes_of,
)
from carecircle.care.medications.labels import ingredients_named, label_of

_AROUND = re.compile(
    r"^(?:severe |known |allerg(?:y|ic) (?:to )?|alergi(?:a|ca|co) (?:a )?(?:la |los |las |el )?)+"
    r"| (?:allergy|antibiotics?|antibioticos?|tablets?|drugs?|group|class)$"
)
_BETWEEN = re.compile(r"\s*(?:[,;/+&]|\band\b|\by\b)\s*")


@dataclass(frozen=True)
class Allergen:
    """What an allergy is about. related: classes that often react as well."""

    ingredients: frozenset[str]
    classes: frozenset[str]
    related: frozenset[str]


@lru_cache(maxsize=2000)
def allergen_of(substance: str) -> Allergen:
    """Returns the ingredients and classes that the words for an allergy mean; none if they are
    unknown, such as cats."""
    words = _AROUND.sub("", without_accents(substance)).strip(" .")
    named = [_of_class(words)] if class_written(words) else []
    if not named:
        named = [_of_words(part) for part in (words, *_BETWEEN.split(words)) if part]
    return Allergen(
        frozenset().union(*(one.ingredients for one in named)),
        frozenset().union(*(one.classes for one in named)),
        frozenset().union(*(one.related for one in named)),
    )


def is_against(substance: str, ingredients: Collection[str]) -> bool:
    """Returns whether an allergy to the substance speaks against any of the ingredients."""
    found = allergen_of(substance)
    theirs = classes_of(ingredients)
    return bool(
        found.ingredients.intersection(ingredients) or (found.classes | found.related) & theirs
    )


def _of_words(words: str) -> Allergen:
    if class_written(words):
        return _of_class(words)
    named = ingredients_named(words) or tuple(one.ingredient for one in label_of(words).ingredients)
    ingredients = frozenset(named or (words,))
    found = classes_of(ingredients) & _REACTING
    return Allergen(ingredients, found, _related(found))


def _of_class(words: str) -> Allergen:
    found: DrugClass | None = class_written(words)
    names = frozenset({found.name}) if found else frozenset[str]()
    return Allergen(frozenset(), names, _related(names))


def _related(names: Collection[str]) -> frozenset[str]:
    return frozenset().union(*(classes()[name].related for name in names))


# Who reacts to one of these often reacts to all; of an anticoagulant or a benzodiazepine not.
_REACTING = frozenset(
    (
        *("penicillin", "cephalosporin", "carbapenem", "sulfonamide", "macrolide", "tetracycline"),
        *("quinolone", "opioid", "nsaid", "ace inhibitor"),
    )
)
