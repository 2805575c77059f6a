"""Pure rules of observations: parsing a value, comparing it with the usual range."""

import re
from dataclasses import dataclass
from decimal import Decimal

from carecircle.care.observations.kinds import Kind
from carecircle.care.translatable import lazy_gettext as _

_NUMBER = re.compile(r"[0-9]{1,6}([.,][0-9]{1,2})?")
_PAIR = re.compile(r"([0-9]{2,3})\s*/\s*([0-9]{2,3})")
THOUSAND = 1000


@dataclass(frozen=True)
class Reading:
    """value: as entered. number, second: thousandths of the kind's first unit."""

    value: str
    unit: str
    number: int | None = None
    second: int | None = None


def read(kind: Kind, text: str, unit: str | None) -> Reading:
    """Returns the parsed value. Raises ValueError with a message for the person."""
    text = text.strip()
    if kind.choices:
        if text not in kind.choices:
            raise ValueError(_("Choose one of: %(words)s", words=", ".join(kind.choices)))
        return Reading(text, "")
    named = unit or kind.unit
    found = next((one for one in kind.units if one[0].casefold() == named.casefold()), None)
    if found is None:
        raise ValueError(
            _("The unit must be one of: %(words)s", words=", ".join(u for u, _f, _o in kind.units))
        )
    return _pair(kind, text, found[0]) if kind.is_pair else _number(kind, text, found)


def _number(kind: Kind, text: str, unit: tuple[str, float, float]) -> Reading:
    if not _NUMBER.fullmatch(text):
        raise ValueError(_("Type a number such as 72 or 36.8"))
    text = text.replace(",", ".")
    name, factor, offset = unit
    number = float(Decimal(text)) * factor + offset
    _must_be_possible(kind, number)
    return Reading(text, name, round(number * THOUSAND))


def _pair(kind: Kind, text: str, unit: str) -> Reading:
    match = _PAIR.fullmatch(text)
    if match is None:
        raise ValueError(_("Type it as 120/80"))
    upper, lower = int(match[1]), int(match[2])
    for number in (upper, lower):
        _must_be_possible(kind, number)
    if lower >= upper:
        raise ValueError(_("The first number is the higher one, as 120/80"))
    return Reading(f"{upper}/{lower}", unit, upper * THOUSAND, lower * THOUSAND)


def _must_be_possible(kind: Kind, number: float) -> None:
    if not kind.least <= number <= kind.most:
        raise ValueError(
            _(
                "It must be from %(least)s to %(most)s %(unit)s",
                least=f"{kind.least:g}",
                most=f"{kind.most:g}",
                unit=kind.unit,
            )
        )


def beyond(number: int | None, low: int | None, high: int | None) -> str:
    """Returns low, high, or an empty text: how a value compares with the range, all in
    thousandths."""
    if number is None:
        return ""
    if low is not None and number < low:
        return "low"
    return "high" if high is not None and number > high else ""
