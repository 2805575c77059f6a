"""Classes of ingredients, and which two of them are commonly dangerous together."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from carecircle.care.medications.formulary import lists


@dataclass(frozen=True)
class DrugClass:
    """related: the classes to which people who react to this one often react too."""

    name: str
    written: frozenset[str]
    ingredients: frozenset[str]
    related: frozenset[str]


@dataclass(frozen=True)
class Caution:
    """Two classes, and what may come of them together: sedation, bleeding, potassium, pressure."""

    one: str
    other: str
    effect: str


@cache
def classes() -> dict[str, DrugClass]:
    return {row[0]: DrugClass(row[0], *map(_words, row[1:])) for row in lists.rows("classes.tsv")}


@cache
def cautions() -> tuple[Caution, ...]:
    return tuple(Caution(*row) for row in lists.rows("cautions.tsv"))


def classes_of(ingredients: Collection[str]) -> frozenset[str]:
    """Returns the classes that any of the ingredients is in."""
    return frozenset(
        one.name for one in classes().values() if one.ingredients.intersection(ingredients)
    )


@cache
def class_written(words: str) -> DrugClass | None:
    """Returns the class that people write so, in lower case without accents; None if none."""
    return next((one for one in classes().values() if words in one.written), None)


def cautions_between(one: Collection[str], other: Collection[str]) -> list[Caution]:
    """Returns the cautions about the ingredients of two medications that are taken together."""
    ours, theirs = classes_of(one), classes_of(other)
    return [
        caution
        for caution in cautions()
        if (caution.one in ours and caution.other in theirs)
        or (caution.one in theirs and caution.other in ours)
    ]


def _words(column: str) -> frozenset[str]:
    return frozenset() if column == "-" else frozenset(column.split(", "))
