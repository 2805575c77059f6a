"""Which input a view takes, declared on the view itself for validation and API documentation."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from carecircle.care.inputs.base import Input

View = TypeVar("View", bound=Callable[..., Any])
_ATTRIBUTE = "declared_inputs"


@dataclass(frozen=True)
class Declared:
    """body, query: None if none was declared. file: a description of the file uploaded beside the
    body; empty if there is none."""

    body: type[Input] | None = None
    query: type[Input] | None = None
    file: str = ""


def reads_body(body: type[Input], file: str = "") -> Callable[[View], View]:
    """Declare the input that the view reads from its form or JSON body."""
    return lambda view: _declare(view, body=body, file=file)


def reads_query(query: type[Input]) -> Callable[[View], View]:
    """Declare the input that the view reads from the query of its address."""
    return lambda view: _declare(view, query=query)


def declared_of(view: object) -> Declared:
    """Returns what the view declares."""
    found = getattr(view, _ATTRIBUTE, None)
    return found if isinstance(found, Declared) else Declared()


def _declare(view: View, **inputs: Any) -> View:
    setattr(view, _ATTRIBUTE, replace(declared_of(view), **inputs))
    return view
