"""Rules of the sheets, without a database: how long a link opens, what a line of contact says."""

import re
from datetime import datetime, timedelta

LINK_LASTS = timedelta(days=30)
_LINE = re.compile(
    r"(?P<name>[^,]{1,80}?)\s*(?:,\s*(?P<relation>[^,]{1,80}?)\s*)?"
    r",\s*(?P<phone>\+?[0-9 ()/-]{3,30})"
)


def is_open(expires_at: datetime, revoked_at: datetime | None, now: datetime) -> bool:
    return revoked_at is None and now < expires_at


def contacts_in(words: str | None) -> list[tuple[str, str | None, str]]:
    """`Ana Almeida, daughter, 07700 900456`, one on a line, in order. Raises ValueError."""
    found = []
    for line in filter(None, (line.strip() for line in (words or "").splitlines())):
        match = _LINE.fullmatch(line)
        if match is None:
            raise ValueError("Write one on a line, such as: Ana Almeida, daughter, 07700 900456")
        found.append((match["name"], match["relation"], match["phone"].strip()))
    return found
