"""Active ingredients as people write them: "codeine 8 mg", in micrograms in one unit."""

import re

from carecircle.care.inputs.folding import without_accents
from carecircle.care.medications.labels import Content, Label, label_of, micrograms_in_one
from carecircle.care.medications.labels.strengths import strengths_in
from carecircle.care.translatable import lazy_gettext as _

MOST = 2_000_000_000
_HOW = _("Write each as name, amount and unit, such as paracetamol 500 mg")


def ingredients_in(words: str) -> dict[str, int]:
    """Returns ingredients, separated by lines, semicolons or plus signs. Raises ValueError with how
    to fix it."""
    found: dict[str, int] = {}
    for line in re.split(r"[;\n+]", words):
        if line.strip():
            found |= _one(line)
    return found


def ingredient_of(
    name: str, strength: str | None, unit: str = "tablet", language: str | None = None
) -> dict[str, int]:
    """Returns the ingredients of a medication in one unit, by its name and strength; 0 if the
    amount is not known. A name that is unknown is its own ingredient.

    Raises TwoReadings.
    """
    label = label_of(name, strength, language)
    if label.is_known:
        return _within(micrograms_in_one(label.ingredients, unit))
    return _within({plain(label.name or name): _amount_beside(name, strength, unit)})


def plain(name: str) -> str:
    return " ".join(name.casefold().split())[:80]


def _one(line: str) -> dict[str, int]:
    label = label_of(line)
    if label.unknown:
        raise ValueError(_HOW)
    if label.is_known:
        found = {one.ingredient: _typed(one) for one in label.ingredients}
    else:
        found = {_unknown_name(label, line): _amount_beside(line, None, "tablet")}
    if max(found.values()) > MOST:
        raise ValueError(_HOW)
    return found


def _typed(content: Content) -> int:
    """Returns the micrograms in what the amount refers to: one tablet, or one ml."""
    unit = content.per.unit if content.per else "tablet"
    return micrograms_in_one((content,), unit)[content.ingredient]


def _unknown_name(label: Label, line: str) -> str:
    strengths = strengths_in(without_accents(line))
    is_clear = len(strengths) <= 1 and not any(one.is_bare for one in strengths)
    name = label.name or plain(line)
    if not is_clear or re.search("[0-9]", name):
        raise ValueError(_HOW)
    return plain(name)


def _amount_beside(name: str, strength: str | None, unit: str) -> int:
    """Returns the micrograms of a name that is unknown."""
    found = strengths_in(without_accents(f"{name} {strength or ''}"))
    if len(found) != 1 or len(found[0].amounts) != 1:
        return 0
    one = found[0].amounts[0]
    return micrograms_in_one((Content("", one.number, one.unit, one.per, False),), unit)[""]


def _within(found: dict[str, int]) -> dict[str, int]:
    return {name[:80]: amount if amount <= MOST else 0 for name, amount in found.items()}
