"""The languages of the interface and their catalogues: English text -> its translation, or its
singular and plural.

A .po file is parsed when its language is first used. Nothing is compiled, so nothing can be out of
date.
"""

from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po

LANGUAGES = {"en": "English", "es": "Español"}
FIRST = "en"
CATALOGUES = Path(__file__).parent / "translations"

Catalogue = dict[str, tuple[str, ...]]


@cache
def catalogue(name: str) -> Catalogue:
    path = CATALOGUES / name / "LC_MESSAGES" / "messages.po"
    if not path.exists():
        return {}
    with path.open("rb") as file:
        messages = [message for message in read_po(file, locale=name) if message.id]
    return {
        key_of(_forms(one.id)[0], one.context): _forms(one.string)
        for one in messages
        if all(_forms(one.string))
    }


def key_of(english: str, context: str | None) -> str:
    """Returns the key in the catalogue. context: distinguishes the translations of a word that has
    two, such as `Open` on a button and of a shift."""
    return f"{context}|{english}" if context else english


def _forms(text: Any) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)
