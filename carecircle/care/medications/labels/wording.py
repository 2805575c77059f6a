"""The words of a label around its name: form, how it is made, who made it, how many are in it."""

import re
from functools import cache

from carecircle.care.medications.labels import lists

_PACK = re.compile(
    r"[(\[] ?(?:x ?)?[0-9]+ ?[)\]]|\b(?:pack|caja|box|envase) (?:of|de|con) [0-9]+\b"
    r"|(?<![\w.,/])[x×] ?[0-9]+(?![\w.,])|(?<![\w.,/])[0-9]+['’]?s\b"
)
_EMPTY = re.compile(r"\( ?\)|\[ ?\]|(?:^|(?<= ))[-;:.®™](?= |$)|[®™]")
_LINKS = re.compile(
    r"^(?:of|de|for|para|in|en|con|x)(?![\w-])|(?<![\w-])(?:of|de|for|para|in|en|con|x|each|a)$"
)


def form_in(text: str) -> str | None:
    """Returns the form that a text names; the longest words count."""
    found = _forms().search(text)
    return lists.forms()[found[0]] if found else None


def counts(text: str, start: int, end: int) -> bool:
    """Returns whether the number there says how many are in the box: 28 tablets, (30)."""
    if _counted().match(text, start):
        return True
    return any(pack.start() <= start < pack.end() for pack in _PACK.finditer(text))


def without_forms(text: str) -> str:
    return tidied(_forms().sub(" ", _PACK.sub(" ", text)))


def without_qualities(text: str) -> str:
    return tidied(_any_of(lists.words("qualities.txt")).sub(" ", text))


def without_makers(text: str) -> str:
    return tidied(_any_of(lists.words("makers.txt")).sub(" ", text))


def tidied(text: str) -> str:
    """Returns the text without the marks and links that are left when words are taken out."""
    before = ""
    while before != text:
        before = text
        text = " ".join(_EMPTY.sub(" ", text).split()).strip(" ,;-+/")
        text = _LINKS.sub("", text).strip()
    return text


@cache
def _forms() -> re.Pattern[str]:
    return _any_of(frozenset(lists.forms()))


@cache
def _counted() -> re.Pattern[str]:
    """A number of tablets: 28 effervescent tablets."""
    made = _any_of(lists.words("qualities.txt")).pattern
    return re.compile(rf"[0-9]+ ?(?:{made} )*{_forms().pattern}")


@cache
def _any_of(words: frozenset[str]) -> re.Pattern[str]:
    longest = sorted(map(re.escape, words), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(longest)})(?![\w-])")
