"""The name as on the box, understood: name, form, ingredients with their amounts."""

import re
from dataclasses import dataclass

from carecircle.care.inputs.folding import visible, without_accents
from carecircle.care.medications.labels import lists, naming, wording
from carecircle.care.medications.labels.amounts import contents_of
from carecircle.care.medications.labels.contents import Content, Strength
from carecircle.care.medications.labels.strengths import Found, strengths_in, without_volumes

LONGEST = 240
_MILLI_UNITS = re.compile(r"(?<=[0-9 ])mIU\b")  # not millions: nobody knows after folding
_PER_BRACKETS = re.compile(r"\(([0-9][^()]*)\) ?/")  # 4000 IU (40 mg)/0.4 ml
_SEMISOLID = ("cream", "ointment", "gel", "lotion")


@dataclass(frozen=True)
class Label:
    """name: what is left without strength and form. form: None if none was named. ingredients:
    empty if the name is unknown. unknown: what was not understood, as it was typed."""

    name: str
    form: str | None
    ingredients: tuple[Content, ...]
    unknown: tuple[str, ...]

    @property
    def is_known(self) -> bool:
        return bool(self.ingredients)


def label_of(text: str, strength: str | None = None, language: str | None = None) -> Label:
    """Returns what the name says, together with the field for the strength if there is one.

    Raises TwoReadings for a number that may be thousands or a decimal.
    """
    name, tail = naming.split_numbered_name(_folded(text))
    found, rest = _taken_out(tail, language)
    found_apart, rest_apart = _taken_out(_folded(strength or ""), language)
    form = wording.form_in(f"{rest} {rest_apart}")
    left = wording.without_qualities(wording.without_forms(rest_apart))
    unknown = [left] if left else []
    named = naming.named(name, rest)
    if named is None:
        return Label(wording.tidied(f"{name} {wording.without_forms(rest)}"), form, (), (*unknown,))
    return _with_amounts(named, form, [*found, *found_apart], unknown)


def _folded(text: str) -> str:
    text = without_accents(_MILLI_UNITS.sub("milli-iu", visible(text)))[:LONGEST]
    return _PER_BRACKETS.sub(r" \1/", text)


def _with_amounts(
    named: tuple[str, tuple[str, ...]], form: str | None, found: list[Found], unknown: list[str]
) -> Label:
    name, ingredients = named
    combination = lists.combinations().get(name)
    amounts = None if unknown else _the_strength(found, form, len(ingredients))
    contents = None if amounts is None else contents_of(ingredients, combination, amounts)
    if contents is None:
        contents = tuple(Content(one) for one in ingredients)
        unknown = [*unknown, *(_as_words(one) for one in found)]
    return Label(name, form, contents, tuple(unknown))


def _the_strength(found: list[Found], form: str | None, named: int) -> tuple[Strength, ...] | None:
    """Returns the one strength; nothing if none was typed; None if there are several.

    named: how many ingredients are named, of which each may have its own.
    """
    if form in _SEMISOLID and len(found) > 1:
        found = [one for one in found if not _is_tube(one)]
    if len(found) == named > 1 and all(len(one.amounts) == 1 for one in found):
        return tuple(one.amounts[0] for one in found)
    different = list(dict.fromkeys(one.amounts for one in found))
    if named == 1 and len(different) == 2:
        different = _masses(different) or different
    if len(different) > 1:
        return None
    return different[0] if different else ()


def _masses(found: list[tuple[Strength, ...]]) -> list[tuple[Strength, ...]]:
    """Returns the mass, where the units of activity are the same said again: 40 mg (4000 IU)."""
    units = [one[0].unit for one in found if len(one) == 1]
    masses = [one for one in found if one[0].unit in ("mg", "microgram", "g")]
    return masses if len(units) == 2 and "unit" in units and len(masses) == 1 else []


def _is_tube(found: Found) -> bool:
    """Whether it is how much cream there is: 30 g."""
    one = found.amounts[0]
    return len(found.amounts) == 1 and one.unit == "g" and one.per is None


def _taken_out(text: str, language: str | None) -> tuple[list[Found], str]:
    """Returns the strengths, and the text without them and without the numbers of tablets."""
    found, rest = strengths_in(text, language), text
    for one in reversed(found):
        rest = f"{rest[: one.start]} {rest[one.end :]}"
    strengths = [one for one in found if not _counts(text, one)]
    return strengths, without_volumes(rest)


def _counts(text: str, found: Found) -> bool:
    is_single = len(found.amounts) == 1 and found.is_bare
    return is_single and wording.counts(text, found.start, found.end)


def _as_words(found: Found) -> str:
    return " / ".join(f"{one.number:f} {one.unit}".strip() for one in found.amounts)
