"""The forms of an event: the variant that it is rendered as, the wire that it is written to."""

from typing import NamedTuple, Protocol


class Variant(NamedTuple):
    """What decides how an event looks: never the person."""

    format: str
    role: str
    language: str


class Wire(Protocol):
    """How a transport writes: the same object for all its streams, so that bytes are shared."""

    def event(self, type_: str, cursor: str, body: bytes) -> bytes: ...

    def hint(self, type_: str, body: bytes) -> bytes: ...


class Form(NamedTuple):
    """A variant on a wire. The hub keeps one object for each, to share what is rendered."""

    variant: Variant
    wire: Wire
