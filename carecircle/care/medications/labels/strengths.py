"""Strengths as they stand on a box: `500 mg`, `8 mg/500 mg`, `250 mg/5 ml`, `30/500`, `1:1000`.

`0.5 %` may be by weight or by volume: the percentage is kept, no amount is made of it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from carecircle.care.inputs.decimals import decimal_in
from carecircle.care.medications.labels.contents import Per, Strength
from carecircle.care.medications.labels.units import SPELLINGS, unit_named


def _any_of(words: str) -> str:
    return "|".join(re.escape(word) for word in sorted(words.split(), key=len, reverse=True))


_PERS = ("ml", "l", "hour", "dose")
_UNIT = _any_of(" ".join(SPELLINGS[name] for name in SPELLINGS if name not in _PERS)) + (
    "|million (?:international )?units|mega ?units?|millon(?:es)? (?:de )?(?:ui|unidades)"
    "|international units?|unidades internacionales|miu|mu|%(?: ?[wv]/[wv])?"
)
_PER = _any_of(" ".join(SPELLINGS[name] for name in _PERS))
_GROUPED = rf"[0-9]{{1,3}}(?:[ '][0-9]{{3}})*[ ']000(?= ?(?:{_UNIT})(?![\w]))"
_NUMBER = rf"(?:{_GROUPED}|[0-9]+(?:[.,][0-9]+)*|[.,][0-9]+)"
_ONE = re.compile(
    rf"(?P<number>{_NUMBER})(?: ?(?P<unit>{_UNIT})(?!\w)\.?|(?!\w)|(?= ?(?:{_PER})(?!\w)))"
)
_START = re.compile(rf"(?<![\w.,:/-])(?:(?P<count>[0-9]{{1,3}}) ?[x×] ?)?(?={_NUMBER})")
_AND = re.compile(r" ?(?:[/+]|-(?=[0-9])) ?(?=[0-9.,])| (?:and|y) (?=[0-9])")
_PER_WHAT = re.compile(
    rf" ?(?:/|\bper\b|\bin\b|\bpor\b|\ben\b|\beach\b|\bcada\b) ?"
    rf"(?:(?P<number>{_NUMBER}) ?)?(?P<unit>{_PER}|g\b)(?!\w)\.?"
)
_EACH = re.compile(
    r" ?(?:/|\bper\b|\bpor\b|\bcada\b) ?"
    r"(?=(?:tab|cap|comprim|sachet|sobre|patch|parche|suppos|supos|pessar|lozenge|ampo|vial)[a-z]*)"
)
LONGEST_NUMBER = 12  # no strength has more digits
_RATIO = re.compile(r"(?<![\w.,:/-])1(?: in |:)(?P<whole>[0-9]{1,3}(?:[.,]?[0-9]{3})*)(?![\w.,])")
_VOLUME = re.compile(rf"(?<![\w.,:/-])(?:[0-9]+ ?[x×] ?)?{_NUMBER} ?(?:{_PER})(?!\w)\.?")
_MILLION = ("million", "mega", "millon", "miu", "mu")


@dataclass(frozen=True)
class Found:
    """A strength, with one amount for each ingredient. end: where it ends in the text; count: how
    many, in `2 x 500 mg`."""

    amounts: tuple[Strength, ...]
    start: int
    end: int
    count: int = 1

    @property
    def is_bare(self) -> bool:
        """Whether no number has a unit."""
        return not any(one.unit for one in self.amounts)


def strengths_in(text: str, language: str | None = None) -> list[Found]:
    """Returns the strengths in a text in lower case, in their order. Raises TwoReadings."""
    found = [_of_ratio(match) for match in _RATIO.finditer(text)]
    at = 0
    while (start := _START.search(text, at)) is not None:
        one = _series(text, start, language)
        at = one.end if one else start.end() + 1
        if one and not any(other.start <= one.start < other.end for other in found):
            found.append(one)
    return sorted(found, key=lambda one: one.start)


def without_volumes(text: str) -> str:
    """Returns the text without the size of a bottle: 100 ml, 5 x 3 ml."""
    return _VOLUME.sub(" ", text)


def _series(text: str, start: re.Match[str], language: str | None) -> Found | None:
    """Returns the amounts that begin here: numbers, one after the other, and what they are per."""
    matches = list(_ones(text, start.end()))
    if not matches:
        return None
    end = matches[-1].end()
    per = _PER_WHAT.match(text, end)
    each = _EACH.match(text, end) if per is None else None
    ends_at_volume = _volume_follows(text, matches[-1])
    if ends_at_volume and per is None and len(matches) == 1:
        return None  # 100 ml: a bottle
    units = _filled([match["unit"] or "" for match in matches])
    per_what = _per(per, language)
    numbers = [match["number"] for match in matches]
    if any(len(number) > LONGEST_NUMBER for number in numbers):
        return None
    amounts = tuple(
        _strength(number, unit, per_what, language)
        for number, unit in zip(numbers, units, strict=True)
    )
    last = per.end() if per else each.end() if each else end
    return Found(amounts, start.start(), last, int(start["count"] or 1))


def _ones(text: str, at: int) -> Iterator[re.Match[str]]:
    """Returns the amounts of a series; a volume after a slash is what they are per."""
    match = _ONE.match(text, at)
    while match is not None:
        yield match
        if _PER_WHAT.match(text, match.end()):
            return
        link = _AND.match(text, match.end())
        match = _ONE.match(text, link.end()) if link else None


def _volume_follows(text: str, match: re.Match[str]) -> bool:
    return not match["unit"] and re.match(rf" ?(?:{_PER})(?!\w)", text[match.end() :]) is not None


def _filled(units: list[str]) -> list[str]:
    """Returns each unit, where there is none that of the next, or else of the one before."""
    for order in (range(len(units) - 2, -1, -1), range(1, len(units))):
        step = 1 if order.step < 0 else -1
        for place in order:
            units[place] = units[place] or units[place + step]
    return units


def _strength(number: str, unit: str, per: Per | None, language: str | None) -> Strength:
    amount = decimal_in(number, language)
    if unit.startswith("%"):
        return Strength(amount, "percent", per)
    if unit.startswith(_MILLION):
        return Strength(amount * 1_000_000, "unit", per)
    name = "unit" if unit.startswith(("international", "unidades")) else unit_named(unit) or ""
    return Strength(amount, name, per)


def _per(match: re.Match[str] | None, language: str | None) -> Per | None:
    if match is None:
        return None
    number = decimal_in(match["number"], language) if match["number"] else Decimal(1)
    return Per(number, unit_named(match["unit"]) or match["unit"]) if number else None


def _of_ratio(match: re.Match[str]) -> Found:
    """Returns 1 g in 1000 ml for `1:1000`; what stands after the colon has no decimals."""
    whole = Decimal(re.sub("[.,]", "", match["whole"]))
    per = Per(Decimal(1), "ml")
    return Found((Strength(1000 / whole, "mg", per),), match.start(), match.end())
