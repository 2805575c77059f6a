"""Pure rules of observations: parsing a value, comparing it with the usual range."""

import re
from dataclasses import dataclass
from decimal import Decimal

from carecircle.care.observations.kinds import Kind, Unit, bounds_in
from carecircle.care.translatable import Number
from carecircle.care.translatable import lazy_gettext as _

_NUMBER = re.compile(r"(-?)([0-9]+)(?:[.,]([0-9]+))?")
_PAIR = re.compile(r"([0-9]{2,3})\s*/\s*([0-9]{2,3})")
THOUSAND = 1000
MOST_DECIMALS = 2


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
    wanted = (unit or kind.unit).casefold()
    found = next((known for known in kind.units if known[0].casefold() == wanted), None)
    if found is None:
        raise ValueError(
            _("The unit must be one of: %(words)s", words=", ".join(u for u, _f, _o in kind.units))
        )
    return _pair(kind, text, found) if kind.is_pair else _number(kind, text, found)


def _number(kind: Kind, text: str, unit: Unit) -> Reading:
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise ValueError(_number_message(kind))
    sign, whole, decimals = match[1], match[2], match[3] or ""
    _must_be_as_exact(kind, decimals)
    text = f"{whole}.{decimals}" if decimals and kind.decimals else whole
    name, factor, offset = unit
    number = round((float(Decimal(text)) * factor + offset) * THOUSAND)
    if sign or not kind.least * THOUSAND <= number <= kind.most * THOUSAND:
        raise ValueError(_range_message(kind, unit))
    return Reading(text, name, number)


def _must_be_as_exact(kind: Kind, decimals: str) -> None:
    """A whole number may end in .0; three decimals may be meant as thousands."""
    if len(decimals) <= MOST_DECIMALS and len(decimals.rstrip("0")) <= kind.decimals:
        return
    if not kind.decimals:
        raise ValueError(_number_message(kind))
    raise ValueError(_("Too many decimals: type at most %(most)s", most=kind.decimals))


def _number_message(kind: Kind) -> str:
    return _("Type a number such as 72 or 36.8") if kind.decimals else _("Type a whole number")


def _pair(kind: Kind, text: str, unit: Unit) -> Reading:
    match = _PAIR.fullmatch(text)
    if match is None:
        raise ValueError(_("Type it as 120/80"))
    upper, lower = int(match[1]), int(match[2])
    if not all(kind.least <= number <= kind.most for number in (upper, lower)):
        raise ValueError(_range_message(kind, unit))
    if lower >= upper:
        raise ValueError(_("The first number is the higher one, as 120/80"))
    return Reading(f"{upper}/{lower}", unit[0], upper * THOUSAND, lower * THOUSAND)


def _range_message(kind: Kind, unit: Unit) -> str:
    least, most = (Number(bound) for bound in bounds_in(kind, unit))
    return _("It must be from %(least)s to %(most)s %(unit)s", least=least, most=most, unit=unit[0])


def beyond(number: int | None, low: int | None, high: int | None) -> str:
    """Returns low, high, or an empty text: how a value compares with the range, all in
    thousandths."""
    if number is None:
        return ""
    if low is not None and number < low:
        return "low"
    return "high" if high is not None and number > high else ""
