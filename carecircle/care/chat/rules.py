"""Pure rules of chat: mentions, search patterns."""

import re
from collections.abc import Iterable

_NAMED = re.compile(r"@(\w[\w'’-]*)")


def mentioned(text: str, members: Iterable[tuple[str, str]]) -> list[str]:
    """Returns the ids of the members mentioned in a text: `@ben` is Ben Archer. members: pairs of
    id and name."""
    names = {name.casefold() for name in _NAMED.findall(text)}
    return [id_ for id_, name in members if name.split()[0].casefold() in names]


def pattern(words: str) -> str:
    """Returns a LIKE pattern for the words anywhere in a text; the wildcards of LIKE are
    escaped."""
    escaped = re.sub(r"([\\%_])", r"\\\1", words)
    return f"%{escaped}%"
