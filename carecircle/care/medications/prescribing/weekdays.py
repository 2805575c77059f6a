"""The days of the week as people write them, in English and Spanish."""

import re
from collections.abc import Iterator

from carecircle.care.inputs.folding import without_accents

EVERY_DAY = 127
WORKING_DAYS, WEEKEND = 0b0011111, 0b1100000

_NAMES = (
    "mo mon mons monday mondays lu lun lunes",
    "tu tue tues tuesday tuesdays ma mar mart martes",
    "we wed weds wednesday wednesdays mi mie mier miercoles",
    "th thu thur thurs thursday thursdays ju jue juev jueves",
    "fr fri fris friday fridays vi vie vier viernes",
    "sa sat sats saturday saturdays sab sabado sabados",
    "su sun suns sunday sundays do dom domingo domingos",
)
_DAYS = {word: 1 << day for day, words in enumerate(_NAMES) for word in words.split()}
_SPANISH_LETTERS = {"l": 1, "m": 2, "x": 4, "j": 8, "v": 16, "s": 32, "d": 64}
_GROUPS = {
    **dict.fromkeys(("weekday", "weekdays", "laborables"), WORKING_DAYS),
    **dict.fromkeys(("weekend", "weekends", "findes", "finde"), WEEKEND),
    **dict.fromkeys(("daily", "everyday", "all", "diario"), EVERY_DAY),
}
_PHRASES = (
    (r"\b(every|each) day( of the week)?\b|\ball days\b|\b(a diario|cada dia)\b", "daily"),
    (r"\btodos los dias( de la semana)?\b|\bdiariamente\b", "daily"),
    (r"\b(work(ing)?|week) days?\b|\bdias (laborables|de semana)\b|\bentre semana\b", "weekday"),
    (r"\bfin(es)? de semana\b|\bweek ends?\b", "weekend"),
    (r"\b(except|but not|not|menos|excepto|salvo)( for)?\b", " ! "),
)
_RANGE = frozenset(("-", "to", "through", "thru", "until", "till", "a", "al", "hasta"))
_AND = frozenset((",", "and", "y", "e"))
_BEFORE = frozenset(
    ("every", "each", "on", "from", "the", "cada", "todos", "de", "del", "desde", "el", "los")
)


def weekdays_in(text: str) -> int:
    """Returns the days as bits, Monday 1 to Sunday 64.

    Raises ValueError, without a message, if any part of it is not understood.
    """
    words = without_accents(text)
    for pattern, one in _PHRASES:
        words = re.sub(pattern, one, words)
    with_days, *without = words.split("!")
    if len(without) > 1:
        raise ValueError
    days = _days_in(with_days)
    for part in without:
        days &= ~_days_in(part)
    if days == 0:
        raise ValueError
    return days


def _days_in(text: str) -> int:
    words = re.findall(r"[^\W\d_]+|-|,|\S", re.sub(r"[;/+&·|]", ",", text.replace(".", " ")))
    days = 0
    for part in _parts(words):
        days |= part
    if days == 0:
        raise ValueError
    return days


def _parts(words: list[str]) -> Iterator[int]:
    """Yields the days of each part: a day, a group of days, or a range."""
    letters = _letters(words)
    left = [one for one in words if one not in _AND]
    while left:
        chain = [_next(left, letters)]
        while left and left[0] in _RANGE:
            left.pop(0)
            chain.append(_next(left, letters))
        yield _range(chain) if len(chain) == 2 else _all(chain)


def _letters(words: list[str]) -> dict[str, int]:
    """Returns the Spanish letters, if one of them shows that the text is Spanish: L-V. M, S and T
    alone could be two days each."""
    single = {one for one in words if len(one) == 1 and one.isalpha()} - _AND - _RANGE
    return _SPANISH_LETTERS if single & {"l", "x", "j", "v", "d"} else {}


def _next(left: list[str], letters: dict[str, int]) -> int:
    """Returns the next day or group of days, which is taken off. Raises ValueError."""
    while left and left[0] in _BEFORE:
        left.pop(0)
    word = left.pop(0) if left else ""
    found = letters.get(word) or _DAYS.get(word) or _GROUPS.get(word)
    if found is None:
        raise ValueError
    return found


def _range(ends: list[int]) -> int:
    """Returns the days from the first to the second, over the end of the week if need be."""
    first, last = ends
    if first.bit_count() > 1 or last.bit_count() > 1 or first == last:
        raise ValueError
    days, day = first | last, first
    while day != last:
        days |= day
        day = 1 if day == 64 else day << 1
    return days


def _all(chain: list[int]) -> int:
    """Returns the days of a list. In mon-wed-fri the hyphen only separates."""
    days = 0
    for one in chain:
        if len(chain) > 1 and one.bit_count() > 1:
            raise ValueError
        days |= one
    return days
