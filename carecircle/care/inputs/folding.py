"""Text without what cannot be seen: compatibility forms and invisible characters folded."""

import re
import unicodedata

_BY_NAME = "No"  # the category of ½ and ²: NFKC would make 1½ into 11/2, and 10² into 102
_DASHES = re.compile("[\u2010-\u2015\u2212]")


def visible(text: str) -> str:
    """Returns the text in NFKC, without zero-width and formatting characters, in single spaces."""
    if not text.isascii():
        text = "".join(_one(mark) for mark in text)
        text = unicodedata.normalize("NFC", text)
    return " ".join(text.split())


def without_accents(text: str) -> str:
    """Returns visible text, case-folded, with the accents removed: paracetamól is paracetamol."""
    text = visible(text).casefold()
    if text.isascii():
        return text
    letters = unicodedata.normalize("NFD", text)
    return "".join(mark for mark in letters if not unicodedata.combining(mark))


def _one(mark: str) -> str:
    category = unicodedata.category(mark)
    if category == "Cf":
        return ""
    return mark if category == _BY_NAME else _DASHES.sub("-", unicodedata.normalize("NFKC", mark))
