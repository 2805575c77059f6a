"""A sentence for people that keeps its pattern and values, so that it can be said in any language.

Here it is English, and it is nothing but text. The edge that answers somebody says it in theirs.
"""

from collections.abc import Mapping
from typing import Any


class TranslatableText(str):
    """pattern: with %(names)s of the values in it."""

    pattern: str
    values: dict[str, Any]


def lazy_gettext(english: str, **values: Any) -> str:
    sentence = TranslatableText(english % values if values else english)
    sentence.pattern, sentence.values = english, values
    return sentence


def translate_with(catalogue: Mapping[str, tuple[str, ...]], sentence: str) -> str:
    """The sentence, and those within it, in the language of that catalogue."""
    if not isinstance(sentence, TranslatableText):
        return catalogue.get(sentence, (sentence,))[0]
    found = catalogue.get(sentence.pattern, (sentence.pattern,))[0]
    told = {
        name: translate_with(catalogue, one) if isinstance(one, TranslatableText) else one
        for name, one in sentence.values.items()
    }
    return found % told if told else found
