"""What a page says that no catalogue knows: every word of ours is marked, the rest listed."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from sqlalchemy import String, Text, select

from carecircle.db.base import Base
from carecircle.db.session import reading

OPEN, CLOSE = "⟦", "⟧"
SAID = ("aria-label", "title", "placeholder", "alt", "label")
DATA = ("data-words", "data-row", "data-why", "data-live", "data-waiting", "data-decide")
OWN_NAMES = {"CareCircle", "English", "Español", "PRN", "PDF", "UTC", "QR"}
UNITS = {"mg", "ml", "kg", "mmHg", "/min", "h", "min"}


_WORD = re.compile(r"[^\W\d_]{2,}")
_PHRASES = re.compile(r"[\n,:;.·|()–“”\d]+| - ")
_BABEL = re.compile(  # the names of days and months are Babel's
    r"\b(Mon|Tues?|Wed(nes)?|Thu(rs)?|Fri|Sat(ur)?|Sun)(day)?\b"
    r"|\b(Jan(uary)?|Feb(ruary)?|Mar(ch)?|Apr(il)?|May|June?|July?|Aug(ust)?"
    r"|Sep(tember)?|Oct(ober)?|Nov(ember)?|Dec(ember)?)\b"
)


class Marked(dict[str, tuple[str, ...]]):
    """A catalogue in which everything of ours stands between marks, made of a real one.

    unknown: what was asked for and is not in that.
    """

    def __init__(self, real: dict[str, tuple[str, ...]]):
        super().__init__(real)
        self.unknown: set[str] = set()

    def get(self, english: str, default: Any = None) -> tuple[str, ...]:
        if english not in self:
            self.unknown.add(english)
        return tuple(f"{OPEN}{form}{CLOSE}" for form in default)


class _Texts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._within: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._within.append(tag)
        for name, value in attrs:
            if value and (name in SAID or (name in DATA and " " in value)):
                self.found.append(value)

    def handle_endtag(self, tag: str) -> None:
        while self._within and self._within.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not {"script", "style", "bdi"} & set(self._within[-3:]):
            self.found.append(data)


def leftovers(page: str, known: str) -> Iterator[str]:
    """known: everything that the family wrote down itself."""
    texts = _Texts()
    texts.feed(page)
    for text in texts.found:
        for phrase in _PHRASES.split(_BABEL.sub(" ", _without_marked(text))):
            words = " ".join(phrase.split())
            is_theirs = words in OWN_NAMES | UNITS or words.casefold() in known
            if _WORD.search(words) and not is_theirs:
                yield words


def written_down() -> str:
    """Every text in the database."""
    with reading() as session:
        columns = [
            column
            for table in Base.metadata.sorted_tables
            for column in table.columns
            if isinstance(column.type, String | Text)
        ]
        found = [value for column in columns for value in session.scalars(select(column)) if value]
    return " ".join(found).casefold()


def _without_marked(text: str) -> str:
    before = None
    while before != text:
        before, text = text, re.sub(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}", " ", text)
    return text
