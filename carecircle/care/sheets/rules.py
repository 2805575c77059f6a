"""Rules of the sheets, without a database: how long a link works, parsing of contacts."""

import re
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from carecircle.care.translatable import lazy_gettext as _

LINK_LASTS = timedelta(days=30)
_LINE = re.compile(
    r"(?P<name>[^,]{1,80}?)\s*(?:,\s*(?P<relation>[^,]{1,80}?)\s*)?"
    r",\s*(?P<phone>\+?[0-9 ()/-]{3,30})"
)


class Named(Protocol):
    @property
    def name(self) -> str: ...


N = TypeVar("N", bound=Named)


def is_open(expires_at: datetime, revoked_at: datetime | None, now: datetime) -> bool:
    return revoked_at is None and now < expires_at


def contacts_in(words: str | None) -> list[tuple[str, str | None, str]]:
    """Returns `Ana Almeida, daughter, 07700 900456`, one a line, in order. Raises ValueError."""
    found = []
    for line in filter(None, (line.strip() for line in (words or "").splitlines())):
        match = _LINE.fullmatch(line)
        if match is None:
            raise ValueError(_("Write one on a line, such as: Ana Almeida, daughter, 07700 900456"))
        found.append((match["name"], match["relation"], match["phone"].strip()))
    return found


def number_in(words: str) -> str | None:
    """Returns the number in a line such as `Dr Lowe, 020 7946 0123`; None if it is not one line."""
    match = _LINE.fullmatch(words.strip())
    return match["phone"].strip() if match else None


def on_duty_first(contacts: Iterable[N], on_duty: Collection[str]) -> list[N]:
    """Returns the contacts in the order of calling, those on duty before the rest."""
    return sorted(contacts, key=lambda one: not contains_name(one.name, on_duty))


def contains_name(name: str, names: Iterable[str]) -> bool:
    """Returns whether one of the names is equal, ignoring spaces and capitals."""
    return _plain(name) in map(_plain, names)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
