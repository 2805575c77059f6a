"""The lists of names, forms and words that come with the package. See the notice beside them."""

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from carecircle import languages

FOLDER = Path(languages.__file__).parent / "data" / "labels"
UNII = "ingredients.tsv.gz"


@dataclass(frozen=True)
class Combination:
    """ingredients: in the order of the strengths. is_ascending: the smaller amount belongs to the
    first, in whatever order they are typed. unit: of numbers without one; - if there is none.
    only: the amounts, if there is one strength; totals: the amounts by their sum."""

    ingredients: tuple[str, ...]
    is_ascending: bool
    unit: str
    only: str
    totals: tuple[tuple[str, str], ...]


@cache
def other_names() -> dict[str, str]:
    """Returns the ingredient of each name of the list that is written by hand."""
    found: dict[str, str] = {}
    for ingredient, names in _rows("names.tsv"):
        found |= dict.fromkeys([ingredient, *names.split(", ")], ingredient)
    return found


def common_ingredients() -> list[str]:
    """Returns the ingredients of the list that is written by hand, in alphabetical order."""
    return sorted(set(other_names().values()))


@cache
def combinations() -> dict[str, Combination]:
    return {
        name: _combination(*row)
        for names, *row in _rows("combinations.tsv")
        for name in names.split(", ")
    }


@cache
def ascending() -> dict[frozenset[str], tuple[str, ...]]:
    """Returns the order of the ingredients of which one always has the smaller amount."""
    return {
        frozenset(one.ingredients): one.ingredients
        for one in combinations().values()
        if one.is_ascending
    }


@cache
def numbered_names() -> tuple[str, ...]:
    """Returns the names with a number in them that is no strength, the longest first."""
    names = [*other_names(), *combinations()]
    return tuple(sorted((one for one in names if re.search("[0-9]", one)), key=len, reverse=True))


@cache
def forms() -> dict[str, str]:
    """Returns the form that each word on a label stands for."""
    return {word: form for form, words in _rows("forms.tsv") for word in words.split(", ")}


@cache
def words(name: str, between: str = ", ") -> frozenset[str]:
    """Returns the words of a list that has nothing else."""
    return frozenset(word for line in _lines(name) for word in line.split(between))


@cache
def vendored() -> bytes:
    """Returns the lines of the UNII names, sorted: 2.1 MB, unpacked in 10 ms for the first name.

    A dictionary of them would take another 8.3 MB in each process; a search by halves takes 20
    microseconds.
    """
    return gzip.decompress((FOLDER / UNII).read_bytes())


def _combination(ingredients: str, unit: str, amounts: str = "") -> Combination:
    is_ascending = ingredients.startswith("<")
    totals = tuple(
        (total, parts)
        for total, _is, parts in (one.partition("=") for one in amounts.split(", "))
        if parts
    )
    only = "" if totals else amounts
    named = tuple(ingredients.removeprefix("<").split("; "))
    return Combination(named, is_ascending, unit, only, totals)


def _rows(name: str) -> Iterator[list[str]]:
    return (line.split("\t") for line in _lines(name))


def _lines(name: str) -> list[str]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
