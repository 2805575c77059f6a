"""Rules of care recipients, without a database: parsing a line of allergies."""

import re

from carecircle.care.translatable import lazy_gettext as _

_LINE = re.compile(r"(?P<substance>[^()]{1,80}?)\s*(?:\((?P<reaction>[^()]{1,200})\))?")


def allergies_in(words: str | None) -> list[tuple[str, str | None]]:
    """Returns `penicillin (swelling)`, one a line, as (substance, reaction). Raises ValueError."""
    found: dict[str, tuple[str, str | None]] = {}
    for line in (words or "").splitlines():
        if not line.strip():
            continue
        match = _LINE.fullmatch(line.strip())
        if match is None:
            raise ValueError(_("Write one on a line, such as: penicillin (swelling)"))
        found.setdefault(match["substance"].casefold(), (match["substance"], match["reaction"]))
    return list(found.values())
