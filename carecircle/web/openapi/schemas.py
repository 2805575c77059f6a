"""The JSON schemas of inputs, as OpenAPI 3.1 expects them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from carecircle.care.inputs import Command, Input

Schema = dict[str, Any]
TEXT: Schema = {"type": ["string", "null"]}
NOT_SHOWN = {"title", "default"}
_WORDS = {
    "csrf_token": "Of a page of ours, instead of the header X-CSRFToken; a browser sends one",
    "idempotency_key": "Instead of the header Idempotency-Key",
}


@dataclass(frozen=True)
class FieldShown:
    """A field of an input. kind: its type in words."""

    name: str
    schema: Schema
    is_required: bool

    @property
    def kind(self) -> str:
        return kind_of(self.schema)


def fields_of(form: type[Input]) -> list[FieldShown]:
    """Returns the fields of the input, the required ones first."""
    described = form.model_json_schema()
    required = set(described.get("required", ()))
    shown = [
        FieldShown(name, _bare(one), name in required)
        for name, one in described.get("properties", {}).items()
    ]
    return sorted(shown, key=lambda one: not one.is_required)


def schema_of(form: type[Input]) -> Schema:
    """Returns the schema of a JSON body or a command, with the members parsed elsewhere."""
    fields = fields_of(form)
    properties = {one.name: one.schema for one in fields} | dict(_aliases(form, fields))
    more = {name: TEXT | _described(name) for name in sorted(form.TRANSPORT - properties.keys())}
    found: Schema = {"type": "object", "properties": properties | more}
    needed = [one.name for one in fields if one.is_required]
    if required := [name for name in needed if name not in form.ALIASES.values()]:
        found["required"] = required
    for name in set(needed) - set(required):
        aliases = [alias for alias, of in form.ALIASES.items() if of == name]
        found["anyOf"] = [{"required": [one]} for one in (name, *aliases)]
    if form.__doc__:
        found["description"] = " ".join(form.__doc__.split())
    extra = form.model_config.get("json_schema_extra")
    patterns = extra if isinstance(extra, dict) else {}
    return found | patterns | {"additionalProperties": False}


def command_schema(type_: str, form: type[Command]) -> Schema:
    """Returns the schema of a websocket message."""
    found = schema_of(form)
    found["properties"] = {"type": {"const": type_}} | {
        name: one for name, one in found["properties"].items() if name != "type"
    }
    found["required"] = ["type", *found.get("required", ())]
    return found


def not_null(schema: Schema) -> Schema:
    """Returns the schema of a value in a query string, where nothing is null."""
    found = dict(schema)
    if "anyOf" in found:
        found["anyOf"] = [one for one in found["anyOf"] if _is_kind(one)]
    if isinstance(found.get("type"), list):
        types = [one for one in found["type"] if one != "null"]
        found["type"] = types[0] if len(types) == 1 else types
    if "enum" in found:
        found["enum"] = [one for one in found["enum"] if one is not None]
    return found


def kind_of(schema: Schema) -> str:
    """Returns the type of a value in words: `integer, 1 to 9`."""
    if "enum" in schema:
        return " | ".join(str(one) for one in schema["enum"] if one is not None)
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(kind_of(one) for one in schema["anyOf"] if _is_kind(one)))
    types = schema.get("type", "anything")
    several = [types] if isinstance(types, str) else types
    name = " or ".join(one for one in several if one != "null")
    if "minimum" in schema and "maximum" in schema:
        return f"{name}, {schema['minimum']} to {schema['maximum']}"
    return f"{name}, at most {schema['maxLength']}" if "maxLength" in schema else name


def _is_kind(schema: Schema) -> bool:
    return schema.get("type") != "null"


def _bare(schema: Schema) -> Schema:
    return {name: value for name, value in schema.items() if name not in NOT_SHOWN}


def _described(name: str) -> Schema:
    return {"description": _WORDS[name]} if name in _WORDS else {}


def _aliases(form: type[Input], fields: list[FieldShown]) -> Iterator[tuple[str, Schema]]:
    by_name = {one.name: one.schema for one in fields}
    for alias, name in form.ALIASES.items():
        yield alias, by_name[name] | {"description": f"Another name of {name}"}
