"""Every route of the application: its inputs, and who may call it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from flask import Flask
from werkzeug.routing import Rule as Address

from carecircle.auth.policy import POLICY, Rule
from carecircle.care.inputs import Input
from carecircle.care.inputs.declared import Declared, declared_of
from carecircle.web.openapi.summaries import words_of

METHODS = ("GET", "POST")
NOT_FOR_PROGRAMS = {"static"}


@dataclass(frozen=True)
class Operation:
    """path: with {names}. parameters: the names in it and the pattern of each, empty for any text.
    summary, description: what it does, in words. is_older_name: another path, declared
    first, is the name of the same operation."""

    method: str
    path: str
    endpoint: str
    parameters: tuple[tuple[str, str], ...]
    summary: str
    description: str
    rule: Rule
    inputs: Declared
    is_older_name: bool = False

    @property
    def tag(self) -> str:
        return self.endpoint.split(".")[0]

    @property
    def body(self) -> type[Input] | None:
        return self.inputs.body


def operations(app: Flask) -> list[Operation]:
    """Returns all operations in the order of their paths."""
    found = [
        _operation(app, address, method)
        for address in app.url_map.iter_rules()
        for method in METHODS
        if method in (address.methods or ()) and address.endpoint not in NOT_FOR_PROGRAMS
    ]
    return sorted(_marked(found), key=lambda one: (one.path, one.method))


def _marked(found: list[Operation]) -> Iterator[Operation]:
    """Yields the operations, given in the order of their declaration, with older names marked."""
    seen = set()
    for one in found:
        same = (one.method, one.endpoint, one.parameters)
        yield replace(one, is_older_name=same in seen)
        seen.add(same)


def _operation(app: Flask, address: Address, method: str) -> Operation:
    view = app.view_functions[address.endpoint]
    summary, description = words_of(address.endpoint)
    return Operation(
        method,
        re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", address.rule),
        address.endpoint,
        tuple(_parameters(address)),
        summary,
        description,
        POLICY[address.endpoint],
        declared_of(view),
    )


def _parameters(address: Address) -> Iterator[tuple[str, str]]:
    for is_dynamic, name in address._trace:
        if is_dynamic:
            yield name, getattr(address._converters[name], "regex", "")
