"""The forms of an event: the variant it is rendered as, and the wire format of a transport."""

from typing import NamedTuple, Protocol


class Variant(NamedTuple):
    """Everything that decides how an event is rendered. Never the person."""

    format: str
    role: str
    language: str


class Wire(Protocol):
    """The format of a transport: one object for all its streams, so that bytes are shared."""

    def event(self, type_: str, cursor: str, body: bytes) -> bytes: ...

    def hint(self, type_: str, body: bytes) -> bytes: ...


class Form(NamedTuple):
    """A variant in a wire format. The hub keeps one object of each, to share rendered bytes."""

    variant: Variant
    wire: Wire
