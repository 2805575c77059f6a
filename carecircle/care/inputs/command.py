"""Websocket commands: an input that is sent as one message."""

from typing import Annotated, Any, ClassVar

from carecircle.care.inputs.base import Input
from carecircle.care.inputs.texts import Line
from carecircle.care.translatable import lazy_gettext as _


class Command(Input):
    """ref: anything; it comes back with the reply. family: if it is not the first one of the
    socket. The message's type chose this class."""

    TRANSPORT: ClassVar[frozenset[str]] = frozenset({"type"})

    ref: Any = None
    family: Annotated[str | None, Line(most=32)] = None
    idempotency_key: Any = None


class Named(Line):
    """The id of what a command is about: text and nothing else."""

    def text_of(self, given: Any) -> str:
        return super().text_of(given) if isinstance(given, str) else ""


def named(name: str) -> Named:
    """Returns the type of a field that holds an id."""
    return Named(most=32, required=_("Name the %(name)s", name=name))
