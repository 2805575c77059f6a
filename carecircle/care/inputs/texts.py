"""Words, choices, yes and no."""

import re
from collections.abc import Mapping
from typing import Any

from carecircle.care.inputs.values import Value
from carecircle.care.translatable import lazy_gettext as _

_HIDDEN = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\ufeff]")


class Line(Value):
    """Text on one line. most: characters."""

    def __init__(self, label: str = "", required: str | None = None, most: int = 80, **kwargs: Any):
        super().__init__(label, required, **kwargs)
        self.most = most

    def parse(self, text: str) -> str:
        if any(mark in text for mark in "\r\n\t\u2028\u2029"):
            raise ValueError(_("This must fit on one line"))
        if _HIDDEN.search(text):
            raise ValueError(_("There are invisible marks in it. Type it again"))
        return self._bounded(text)

    def _bounded(self, text: str) -> str:
        if len(text) > self.most:
            raise ValueError(
                _("At most %(most)s characters; these are %(now)s", most=self.most, now=len(text))
            )
        return text


class Words(Line):
    """What a person wrote, on several lines."""

    def __init__(self, label: str = "", required: str | None = None, most: int = 4000, **kw: Any):
        super().__init__(label, required, most, **kw)

    def parse(self, text: str) -> str:
        return self._bounded(_HIDDEN.sub("", text).replace("\r\n", "\n").replace("\r", "\n"))


class Choice(Value):
    """One of a few words. also: other spellings that are taken for one of them."""

    def __init__(
        self,
        options: tuple[str, ...],
        required: str | None = None,
        also: Mapping[str, str] | None = None,
        **kwargs: Any,
    ):
        super().__init__("", required, **kwargs)
        self.options, self.also = options, also or {}

    def parse(self, text: str) -> str:
        word = self.also.get(text, text)
        if word not in self.options:
            raise ValueError(_("Choose one of: %(words)s", words=", ".join(self.options)))
        return word


class Flag(Value):
    """Yes or no; no where nothing was said."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        super().process_formdata(valuelist)
        self.data = bool(self.data)

    def parse(self, text: str) -> bool:
        if text.lower() not in ("true", "false", "on", "off", "yes", "no", "1", "0"):
            raise ValueError(_("Say yes or no"))
        return text.lower() in ("true", "on", "yes", "1")
