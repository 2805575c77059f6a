"""A sentence for people that keeps its pattern and values, so that it can be said in any language.

Here it is English, and it is nothing but text. The edge that answers somebody says it in theirs.
"""

from typing import Any


class Sentence(str):
    """pattern: with %(names)s of the values in it."""

    pattern: str
    values: dict[str, Any]


def say(english: str, **values: Any) -> str:
    sentence = Sentence(english % values if values else english)
    sentence.pattern, sentence.values = english, values
    return sentence
