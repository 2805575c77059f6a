"""The OpenAPI 3.1 document of the whole API."""

import sys
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

from flask import Flask

from carecircle.care.inputs import Command, NoInput
from carecircle.web.openapi.answers import SOCKET, error_responses, error_schema, responses
from carecircle.web.openapi.operations import Operation, operations
from carecircle.web.openapi.resources import resource_schemas
from carecircle.web.openapi.schemas import command_schema, fields_of, not_null, schema_of

Json = dict[str, Any]
Commands = Mapping[str, type[Command]]
FORMS = ("application/json", "application/x-www-form-urlencoded")
ABOUT = """Responses are HTML, or JSON for requests with `Accept: application/json`. Ids are opaque
strings, field names are snake_case, times are ISO 8601. A JSON body with an unknown member is
refused with 422, and `fields` names the member. In an update, a member that is not sent keeps its
value; null or an empty string clears it. A form sends every field of its page, and other fields
are ignored. A text field also accepts a number or a boolean."""
SOCKET_WORDS = """A websocket. Commands are flat JSON text messages, described under
`x-websocket-commands`. A command with a `ref` is answered by `{"type": "reply", "ref", "ok",
"status", "data" or "error"}`; errors are always answered. Ids in camelCase (`channelId`) are
accepted too. Binary messages follow `attachment:announce`."""


def document(app: Flask, commands: Commands) -> Json:
    """Returns the document. commands: the inputs of websocket commands, by type."""
    found = operations(app)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "CareCircle",
            "version": version("carecircle"),
            "description": _one_line(ABOUT),
        },
        "servers": [{"url": "/"}],
        "tags": [_tag(app, name) for name in dict.fromkeys(one.tag for one in found)],
        "paths": _paths(found),
        "components": _components(app, found),
        "x-websocket-commands": {
            type_: command_schema(type_, one) for type_, one in sorted(commands.items())
        },
    }


def _paths(found: list[Operation]) -> Json:
    paths: Json = {}
    for one in found:
        paths.setdefault(one.path, {})[one.method.lower()] = _operation(one)
    return paths


def _operation(one: Operation) -> Json:
    words = SOCKET_WORDS if one.endpoint == SOCKET else one.description
    return {
        "operationId": _id(one),
        "tags": [one.tag],
        "summary": one.summary,
        **({"description": _one_line(words)} if words else {}),
        "parameters": _parameters(one),
        **({"requestBody": _body(one)} if one.body else {}),
        "responses": responses(one),
        "security": _security(one),
        **({"deprecated": True} if one.is_older_name else {}),
        **({"x-permission": one.rule.action} if one.rule.action else {}),
    }


def _id(one: Operation) -> str:
    """Returns a unique id: an endpoint may have an older path, or one with a parameter more."""
    if one.is_older_name:
        return f"{one.endpoint}_{one.path.rpartition('/')[2]}"
    names = "".join(f"_{name}" for name, _pattern in one.parameters if name not in one.endpoint)
    return f"{one.endpoint}{names}" if one.endpoint == "tablets.enrolment" else one.endpoint


def _parameters(one: Operation) -> list[Json]:
    in_path = [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": {"type": "string", **({"pattern": f"^{pattern}$"} if pattern else {})},
        }
        for name, pattern in one.parameters
    ]
    in_query = [
        {
            "name": field.name,
            "in": "query",
            "required": field.is_required,
            "schema": not_null(field.schema),
        }
        for field in (fields_of(one.inputs.query) if one.inputs.query else ())
    ]
    key = [{"$ref": "#/components/parameters/IdempotencyKey"}] if one.method == "POST" else []
    return [*in_path, *in_query, *key]


def _body(one: Operation) -> Json:
    assert one.body is not None
    if one.inputs.file:
        form = schema_of(one.body) | {"additionalProperties": True, "required": ["file"]}
        file = {"type": "string", "format": "binary", "description": one.inputs.file}
        form["properties"] = {"file": file} | form["properties"]
        return {"required": True, "content": {"multipart/form-data": {"schema": form}}}
    named = {"schema": {"$ref": f"#/components/schemas/{one.body.__name__}"}}
    has_required = any(field.is_required for field in fields_of(one.body))
    return {"required": has_required, "content": dict.fromkeys(FORMS, named)}


def _security(one: Operation) -> list[Json]:
    if one.rule.scope == "public":
        return []
    return [{"cookie": []}] if one.rule.scope == "person" else [{"cookie": []}, {"bearer": []}]


def _components(app: Flask, found: list[Operation]) -> Json:
    bodies = {one.body for one in found if one.body and not one.inputs.file} | {NoInput}
    key = {"type": "string", "maxLength": 200}
    words = "Makes a write safe to repeat for seven days: same account, method, path and key"
    return {
        "schemas": {
            "Error": error_schema(),
            **resource_schemas(),
            **{one.__name__: schema_of(one) for one in sorted(bodies, key=lambda o: o.__name__)},
        },
        "responses": error_responses(),
        "parameters": {
            "IdempotencyKey": {
                "name": "Idempotency-Key",
                "in": "header",
                "schema": key,
                "description": words,
            }
        },
        "securitySchemes": _schemes(app),
    }


def _schemes(app: Flask) -> Json:
    return {
        "cookie": {
            "type": "apiKey",
            "in": "cookie",
            "name": app.config["SESSION_COOKIE_NAME"],
            "description": "Of POST /sign-in. A write also sends the CSRF token of a page",
        },
        "bearer": {
            "type": "http",
            "scheme": "bearer",
            "description": "A token of a member or a device, made on the page of one's account",
        },
    }


def _tag(app: Flask, name: str) -> Json:
    """Returns the tag, described by the docstring of the slice's package."""
    module = app.blueprints[name].import_name
    found = sys.modules[".".join(module.split(".")[:3])]
    return {"name": name, "description": _one_line(found.__doc__ or name)}


def _one_line(words: str) -> str:
    return " ".join(words.split())
