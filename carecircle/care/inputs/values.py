"""The type of a field: how a value is parsed, and its JSON schema."""

import re
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from carecircle.care.translatable import lazy_gettext as _

NO_VALUE = _("This must be text or a number")
_ZERO_WIDTH = re.compile("[\u00ad\u200b\u2060]")  # joiners stay: emoji and some scripts need them
JsonSchema = dict[str, Any]


class FormField(list[str]):
    """The values that a form sent under one name; empty if it sent none."""


class Received:
    """The validation context of values from outside. Without it, values are Python objects."""


RECEIVED = Received()


class Value(ABC):
    """The type of a field, as the metadata of its annotation. None if nothing was sent.

    required: the message if a required field has no value.
    """

    def __init__(self, required: str | None = None):
        self.required = required

    @abstractmethod
    def parse(self, text: str) -> Any:
        """Returns the value of the typed text. Raises ValueError with a message for the person."""

    @abstractmethod
    def json_schema(self) -> JsonSchema:
        """Returns the JSON schema of a value that is sent."""

    def read(self, given: Any) -> Any:
        """Returns the value of a JSON value or a FormField, None where it is empty."""
        text = self.text_of(given).strip()
        return self.parse(text) if text else None

    def text_of(self, given: Any) -> str:
        """Returns the one text that was sent. Raises ValueError."""
        if isinstance(given, FormField):
            if len(given) > 1:
                raise ValueError(_("Say this once only"))
            given = given[0] if given else None
        return "" if given is None else plain(given)

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.with_info_wrap_validator_function(self._validated, handler(source))

    def __get_pydantic_json_schema__(
        self, _schema: CoreSchema, _handler: GetJsonSchemaHandler
    ) -> JsonSchema:
        described = self.json_schema()
        return described if self.required else nullable(described)

    def _validated(
        self, given: Any, is_python: Callable[[Any], Any], info: core_schema.ValidationInfo
    ) -> Any:
        if info.context is not RECEIVED:
            return is_python(given)
        value = self.read(given)
        if value is None and self.required is not None:
            raise ValueError(self.required)
        return value


class Several(Value):
    """A value that may be sent as a list, or as several fields of a form."""

    BETWEEN = ","

    def text_of(self, given: Any) -> str:
        if given is None:
            return ""
        parts = given if isinstance(given, list) else [given]
        return self.BETWEEN.join(plain(one) for one in parts)

    def described(self, one: JsonSchema, as_text: JsonSchema) -> JsonSchema:
        return {"anyOf": [{"type": "array", "items": one}, as_text]}


def nullable(described: JsonSchema) -> JsonSchema:
    """Returns the schema with null, which empties the field."""
    if "enum" in described:
        described = described | {"enum": [*described["enum"], None]}
    if "anyOf" in described:
        return described | {"anyOf": [*described["anyOf"], {"type": "null"}]}
    types = described.get("type", [])
    return described | {"type": [*([types] if isinstance(types, str) else types), "null"]}


def plain(value: Any) -> str:
    """Returns a text, number or truth value as text in NFC, without zero-width
    characters. Raises ValueError for anything else."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str | int | float):
        raise ValueError(NO_VALUE)
    text = str(value)
    if text.isascii() and text.isprintable():
        return text
    if any(unicodedata.category(mark) in ("Cc", "Cs") and mark not in "\r\n\t" for mark in text):
        raise ValueError(_("Some characters in it cannot be kept. Type it again"))
    return unicodedata.normalize("NFC", _ZERO_WIDTH.sub("", text))
