"""Numbers as people type them, with both decimal marks. A number with two readings is asked about.

A mark followed by exactly three digits, after a number that is not zero, may separate thousands or
decimals: `1,000` is 1000 in London and 1 in Madrid. It is never read as a decimal.
"""

import re
from decimal import Decimal

from babel.numbers import NumberFormatError, get_group_symbol, parse_decimal

from carecircle.care.translatable import lazy_gettext as _

_SHAPE = re.compile(r"[0-9]{1,12}(?:[.,][0-9]{1,6})*|[.,][0-9]{1,6}")
_SPACED = re.compile(r"[0-9]{1,3}(?:[ '\u00a0\u2009\u202f\u2019][0-9]{3})+(?=$|[.,])")
_SPACES = re.compile(r"[ '\u00a0\u2009\u202f\u2019]")
_TWO_READINGS = re.compile(r"(?P<whole>0*[1-9][0-9]*)(?P<mark>[.,])(?P<part>[0-9]{3})")
_CONVENTIONS = ("en", "de")  # 1,000.5 and 1.000,5


class TwoReadings(ValueError):
    """A number that may be thousands or a decimal; says both, and how to type each."""

    def __init__(self, typed: str, thousands: str, decimal: str):
        super().__init__(
            _(
                "%(typed)s can mean %(thousands)s or %(decimal)s. Type %(thousands)s or %(exact)s",
                typed=typed,
                thousands=thousands,
                decimal=decimal,
                exact=unambiguous(Decimal(decimal)),
            )
        )


def decimal_in(text: str, language: str | None = None) -> Decimal:
    """Returns the number. language: the reader's, which decides about round thousands (`1,000`,
    `2.500`); None: they are asked about too.

    Raises TwoReadings, and ValueError if it is no number.
    """
    grouped = _SPACED.match(text)
    if grouped is not None:
        text = _SPACES.sub("", grouped[0]) + text[grouped.end() :]
    if not _SHAPE.fullmatch(text):
        raise ValueError(text)
    two = _TWO_READINGS.fullmatch(text)
    if two is None or grouped is not None:
        return _one_reading(text)
    if _groups_thousands(two, language):
        return Decimal(two["whole"] + two["part"])
    decimal = f"{Decimal(two['whole'] + '.' + two['part']).normalize():f}"
    raise TwoReadings(text, str(int(two["whole"] + two["part"])), decimal)


def has_two_readings(text: str) -> bool:
    """Returns whether decimal_in() would ask about it, in no language."""
    return _TWO_READINGS.fullmatch(text) is not None


def unambiguous(number: Decimal) -> str:
    """Returns the number so that typing it is never asked about: 1.0 for 1, 1.1250 for 1.125."""
    text = f"{number:f}"
    if "." not in text:
        return f"{text}.0"
    return f"{text}0" if has_two_readings(text) else text


def _groups_thousands(two: re.Match[str], language: str | None) -> bool:
    is_round = two["part"].endswith("00") and len(two["whole"]) <= 3
    return language is not None and is_round and two["mark"] == get_group_symbol(language)


def _one_reading(text: str) -> Decimal:
    """Returns what both conventions, or the only one that allows it, make of the text."""
    readings = set()
    for convention in _CONVENTIONS:
        try:
            readings.add(parse_decimal(text, locale=convention, strict=True))
        except NumberFormatError:
            continue
    if len(readings) != 1:
        raise ValueError(text)
    return Decimal(readings.pop())
