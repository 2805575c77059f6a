"""An input: a frozen, typed object for one request body, query or websocket command."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, ValidationError

from carecircle.care.errors import Invalid
from carecircle.care.inputs.several_names import LONGEST_NAME, MOST_NAMED, Merged, merged
from carecircle.care.inputs.values import RECEIVED, FormField, Value
from carecircle.care.translatable import lazy_gettext as _

UNKNOWN = _("This isn't known here")
FormFields = Mapping[str, list[str]]


class Input(BaseModel):
    """Fields that are sent together. The constructor takes Python values, read() what was sent.

    TRANSPORT: members beside the fields that are read elsewhere. ALIASES: other names of fields.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    TRANSPORT: ClassVar[frozenset[str]] = frozenset({"csrf_token", "idempotency_key"})
    ALIASES: ClassVar[Mapping[str, str]] = {}

    @classmethod
    def read(cls, given: Mapping[str, Any]) -> Self:
        """Returns the input in a form or query (a MultiDict), a JSON object or a command.

        Raises Invalid by field. In JSON an unknown member is refused; forms and queries may have
        other fields.
        """
        to_dict: Callable[..., dict[str, list[str]]] | None = getattr(given, "to_dict", None)
        if to_dict is not None:
            return cls._validated(cls._form_fields(to_dict(flat=False)), {})
        members = cls._members(given)
        known = {name: members.values[name] for name in cls.model_fields if name in members.values}
        wrong = cls._unknown(members.values) | members.messages()
        return cls._validated(known, wrong)

    @classmethod
    def known_members(cls) -> frozenset[str]:
        """Returns the names that a JSON object may have."""
        return cls.TRANSPORT.union(cls.model_fields, cls.ALIASES)

    @property
    def sent(self) -> frozenset[str]:
        """The names of the fields that were sent, with a value or empty."""
        return frozenset(self.model_fields_set)

    def was_sent(self, name: str) -> bool:
        return name in self.model_fields_set

    def changed(self, **values: Any) -> Self:
        """Returns a copy with other Python values."""
        return self.model_copy(update=values)

    @classmethod
    def _sent_by_form(cls, _lists: FormFields) -> Iterable[str]:
        """Returns the names that count as sent: all. A form has every field of its input, and one
        that is absent, such as an unticked checkbox, was sent empty."""
        return cls.model_fields

    @classmethod
    def _form_fields(cls, lists: FormFields) -> dict[str, FormField]:
        return {name: FormField(lists.get(name, ())) for name in cls._sent_by_form(lists)}

    @classmethod
    def _members(cls, given: Mapping[str, Any]) -> Merged:
        """Returns the values by field name, whichever of its names each was sent under."""
        return merged(
            (cls.ALIASES.get(name, name), value)
            for name, value in given.items()
            if name not in cls.TRANSPORT
        )

    @classmethod
    def _unknown(cls, members: Mapping[str, Any]) -> dict[str, str]:
        names = members.keys() - cls.model_fields.keys()
        return {name[:LONGEST_NAME]: UNKNOWN for name in sorted(names)[:MOST_NAMED]}

    @classmethod
    def _validated(cls, fields: Mapping[str, object], wrong: dict[str, str]) -> Self:
        try:
            values = cls.model_validate(fields, context=RECEIVED)
        except ValidationError as error:
            raise Invalid(cls._messages(error) | wrong) from error
        if wrong:
            raise Invalid(wrong)
        return values

    @classmethod
    def _messages(cls, error: ValidationError) -> dict[str, str]:
        found: dict[str, str] = {}
        for one in error.errors(include_url=False, include_input=False):
            name = str(one["loc"][0])
            is_missing = one["type"] == "missing"
            message = _required(cls, name) if is_missing else one["ctx"]["error"].args[0]
            found.setdefault(name, message)
        return found


class NoInput(Input):
    """The body of a request that needs no fields."""


def _required(form: type[Input], name: str) -> str:
    """Returns the error message for a missing field."""
    return next(
        one.required
        for one in form.model_fields[name].metadata
        if isinstance(one, Value) and one.required
    )
