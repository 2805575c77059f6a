"""Texts, choices, booleans."""

import re
from collections.abc import Mapping
from typing import Any

from carecircle.care.inputs.values import JsonSchema, Several, Value
from carecircle.care.translatable import lazy_gettext as _

_HIDDEN = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\ufeff]")
_BREAKS = re.compile("[\r\n\t\u2028\u2029]")
_YES, _NO = ("true", "on", "yes", "1"), ("false", "off", "no", "0")


class Line(Value):
    """Text on one line. most: characters."""

    def __init__(self, most: int = 80, required: str | None = None):
        super().__init__(required)
        self.most = most

    def parse(self, text: str) -> Any:
        if _BREAKS.search(text):
            raise ValueError(_("This must fit on one line"))
        if _HIDDEN.search(text):
            raise ValueError(_("There are invisible marks in it. Type it again"))
        return self.bounded(text)

    def bounded(self, text: str) -> str:
        if len(text) > self.most:
            raise ValueError(
                _("At most %(most)s characters; these are %(now)s", most=self.most, now=len(text))
            )
        return text

    def json_schema(self) -> JsonSchema:
        least = {"minLength": 1} if self.required else {}
        return {"type": "string", "maxLength": self.most} | least


class Words(Line):
    """Text on several lines."""

    def __init__(self, most: int = 4000, required: str | None = None):
        super().__init__(most, required)

    def parse(self, text: str) -> Any:
        return self.bounded(_HIDDEN.sub("", text).replace("\r\n", "\n").replace("\r", "\n"))


class Lines(Several, Words):
    """Text that may be sent as a list, or as several fields of a form: one line each."""

    BETWEEN = "\n"

    def json_schema(self) -> JsonSchema:
        text = super().json_schema()
        return self.described(text, text)


class Choice(Value):
    """One of a few values. also: other spellings, each with the value it stands for."""

    def __init__(
        self,
        options: tuple[str, ...],
        required: str | None = None,
        also: Mapping[str, str] | None = None,
    ):
        super().__init__(required)
        self.options, self.also = options, also or {}

    def parse(self, text: str) -> str:
        word = self.also.get(text, text)
        if word not in self.options:
            raise ValueError(_("Choose one of: %(words)s", words=", ".join(self.options)))
        return word

    def json_schema(self) -> JsonSchema:
        return {"type": "string", "enum": [*self.options, *self.also]}


class Flag(Value):
    """True or false; false if it is empty or not sent."""

    def read(self, given: Any) -> bool:
        return bool(super().read(given))

    def parse(self, text: str) -> bool:
        word = text.lower()
        if word not in _YES and word not in _NO:
            raise ValueError(_("Say yes or no"))
        return word in _YES

    def json_schema(self) -> JsonSchema:
        return {"type": "boolean"}
