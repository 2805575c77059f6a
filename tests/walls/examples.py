"""Examples of what a JSON schema of ours takes and refuses."""

from collections.abc import Iterator
from typing import Any

Schema = dict[str, Any]
ANYTHING = [{"nothing": ["of this kind"]}]


def taken_by(schema: Schema) -> list[dict[str, Any]]:
    """An object with what is required, one with all, and one with null where that may be."""
    properties, required = schema["properties"], list(schema.get("required", []))
    required += schema.get("anyOf", [{"required": []}])[0]["required"]
    least = {name: example(properties[name]) for name in required}
    most = {name: example(one) for name, one in properties.items()}
    empty = {name: None for name, one in properties.items() if takes_null(one)}
    return [least, most, empty | least]


def refused_by(schema: Schema) -> Iterator[tuple[str, dict[str, Any]]]:
    """The member that is wrong, and the object with it."""
    least = taken_by(schema)[0]
    yield "not_a_member", least | {"not_a_member": 1}
    for name in schema.get("required", []):
        yield name, {key: value for key, value in least.items() if key != name}
        yield name, least | {name: None}
    for name, one in schema["properties"].items():
        if one:
            yield name, least | {name: ANYTHING}
        if "maxLength" in one and "enum" not in one:
            yield name, least | {name: "x" * (one["maxLength"] + 1)}
        if "enum" in one:
            yield name, least | {name: "no-such-choice"}
        if "maximum" in one:
            yield name, least | {name: one["maximum"] + 1}


def example(schema: Schema) -> Any:
    if "const" in schema:
        return schema["const"]
    for known in ("examples", "enum"):
        if known in schema:
            return schema[known][0]
    if "anyOf" in schema:
        return example(schema["anyOf"][0])
    types = schema.get("type", "string")
    kind = types if isinstance(types, str) else types[0]
    of_kind = {
        "boolean": True,
        "integer": schema.get("minimum", 1),
        "number": 1,
        "string": "x",
        "object": {},
    }
    return [example(schema["items"])] if kind == "array" else of_kind[kind]


def takes_null(schema: Schema) -> bool:
    if "anyOf" in schema:
        return any(takes_null(one) for one in schema["anyOf"])
    return "null" in schema.get("type", ())
