"""A text with its pattern and values, so that it can be translated into any language.

As a str it is the English text. The web layer translates it for the reader.
"""

from collections.abc import Mapping
from typing import Any

from carecircle.languages import key_of


class TranslatableText(str):
    """pattern: with %(names)s of the values in it. context: what it is about, if one English word
    has two translations."""

    pattern: str
    values: dict[str, Any]
    context: str | None = None


class Number(float):
    """A number among the values of a text, shown with the decimal mark of the reader's language."""

    def __str__(self) -> str:
        return f"{self:g}"


def lazy_gettext(english: str, **values: Any) -> str:
    sentence = TranslatableText(english % values if values else english)
    sentence.pattern, sentence.values = english, values
    return sentence


def lazy_pgettext(context: str, english: str) -> str:
    """Returns a text that is translated within its context: `Low`, of a mood."""
    sentence = TranslatableText(english)
    sentence.pattern, sentence.values, sentence.context = english, {}, context
    return sentence


def translate_with(
    catalogue: Mapping[str, tuple[str, ...]], sentence: str, decimal_mark: str = "."
) -> str:
    """Returns the text, and those within it, in the language of that catalogue."""
    if not isinstance(sentence, TranslatableText):
        return catalogue.get(sentence, (sentence,))[0]
    key = key_of(sentence.pattern, sentence.context)
    found = catalogue.get(key, (sentence.pattern,))[0]
    translated = {
        name: _value(catalogue, value, decimal_mark) for name, value in sentence.values.items()
    }
    return found % translated if translated else found


def _value(catalogue: Mapping[str, tuple[str, ...]], value: object, decimal_mark: str) -> object:
    if isinstance(value, TranslatableText):
        return translate_with(catalogue, value, decimal_mark)
    return str(value).replace(".", decimal_mark) if isinstance(value, Number) else value
