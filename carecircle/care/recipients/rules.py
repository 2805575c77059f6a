"""Rules about the one who is cared for, without a database: age, what a line of allergy says."""

import re
from datetime import date

_LINE = re.compile(r"(?P<substance>[^()]{1,80}?)\s*(?:\((?P<reaction>[^()]{1,200})\))?")


def age(born_on: date | None, today: date) -> int | None:
    """Whole years; None where the day is not known or has not come."""
    if born_on is None or born_on > today:
        return None
    return today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))


def allergies_in(words: str | None) -> list[tuple[str, str | None]]:
    """`penicillin (swelling)`, one on a line, as (substance, reaction). Raises ValueError."""
    found: dict[str, tuple[str, str | None]] = {}
    for line in (words or "").splitlines():
        if not line.strip():
            continue
        match = _LINE.fullmatch(line.strip())
        if match is None:
            raise ValueError("Write one on a line, such as: penicillin (swelling)")
        found.setdefault(match["substance"].casefold(), (match["substance"], match["reaction"]))
    return list(found.values())
