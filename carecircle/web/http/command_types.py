"""The type of a websocket command: the input that parses it, and the work that it does."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from carecircle.care.actor import Actor
from carecircle.care.inputs import Command
from carecircle.web.http.idempotent_writes import WriteResult

Message = dict[str, Any]
Work = Callable[[], WriteResult]
Answer = tuple[int, Message]
C = TypeVar("C", bound=Command)


@dataclass(frozen=True)
class WriteCommand:
    """prepare(actor, message) parses the message outside any transaction and returns the work to be
    done in one, once under its key. It raises Invalid."""

    command: type[Command]
    prepare: Callable[[Actor, Message], Work]


@dataclass(frozen=True)
class EphemeralCommand:
    """handle(actor, message) returns the status and data of the reply; nothing is stored."""

    command: type[Command]
    handle: Callable[[Actor, Message], Answer]


def write_command(command: type[C], work: Callable[[Actor, C], WriteResult]) -> WriteCommand:
    def prepare(actor: Actor, message: Message) -> Work:
        read = command.read(message)
        return lambda: work(actor, read)

    return WriteCommand(command, prepare)


def ephemeral_command(command: type[C], work: Callable[[Actor, C], Answer]) -> EphemeralCommand:
    return EphemeralCommand(command, lambda actor, message: work(actor, command.read(message)))
