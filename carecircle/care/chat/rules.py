"""Pure rules of chat: who is named in a message, what is looked for."""

import re
from collections.abc import Iterable

_NAMED = re.compile(r"@(\w[\w'’-]*)")


def mentioned(text: str, members: Iterable[tuple[str, str]]) -> list[str]:
    """The ids of those whom the text names: `@ben` is Ben Archer. members: pairs of id and name."""
    names = {name.casefold() for name in _NAMED.findall(text)}
    return [id_ for id_, name in members if name.split()[0].casefold() in names]


def pattern(words: str) -> str:
    """What stands anywhere in a text, for LIKE; the marks of LIKE itself are plain letters."""
    escaped = re.sub(r"([\\%_])", r"\\\1", words)
    return f"%{escaped}%"
