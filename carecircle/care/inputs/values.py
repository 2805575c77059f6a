"""What may come in: one layer of checks before any row, for forms, JSON and websocket alike."""

import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from wtforms import Field, Form
from wtforms.validators import InputRequired, Optional, StopValidation

from carecircle.care.errors import Invalid
from carecircle.care.translatable import lazy_gettext as _

NO_VALUE = _("This must be text or a number")


class Input(Form):
    """Fields that may come in together. read() answers the clean values or raises Invalid."""

    @classmethod
    def read(cls, given: Mapping[str, Any]) -> SimpleNamespace:
        form = cls(_Given(given))
        if not form.validate():
            raise Invalid({name: errors[0] for name, errors in form.errors.items()})
        return SimpleNamespace(**form.data)


class _Given:
    """A mapping as WTForms reads it. Only plain text, numbers and truth values are values."""

    def __init__(self, given: Mapping[str, Any]):
        if hasattr(given, "to_dict"):
            self._values = given.to_dict(flat=False)
        else:
            self._values = {name: _listed(value) for name, value in given.items()}

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def __iter__(self) -> Any:
        return iter(self._values)

    def __len__(self) -> int:
        return max(len(self._values), 1)  # an empty form was still sent

    def getlist(self, name: str) -> list[Any]:
        return self._values[name]


class Listed(list[Any]):
    """A list in JSON, as against a field of a form that was sent several times."""


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return Listed(value) if isinstance(value, list) else [value]


class Value(Field, ABC):
    """A single value; subclasses say how it is read. None where nothing was said."""

    def __init__(self, label: str = "", required: str | None = None, **kwargs: Any):
        asked = InputRequired(required) if required else Optional()
        super().__init__(label, [asked], **kwargs)

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = None
        if isinstance(valuelist, Listed):
            raise ValueError(NO_VALUE)
        if len(valuelist) > 1:
            raise ValueError(_("Say this once only"))
        text = plain(valuelist[0]).strip() if valuelist else ""
        self.raw_data = [text] if text else []
        if text:
            self.data = self.parse(text)

    def pre_validate(self, form: Form) -> None:
        if self.process_errors:
            raise StopValidation()

    @abstractmethod
    def parse(self, text: str) -> Any:
        """What was typed, as a value. Raises ValueError with words for the one who typed."""


def plain(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str | int | float):
        raise ValueError(NO_VALUE)
    text = str(value)
    if any(unicodedata.category(mark) in ("Cc", "Cs") and mark not in "\r\n\t" for mark in text):
        raise ValueError(_("Some characters in it cannot be kept. Type it again"))
    return unicodedata.normalize("NFC", text)
