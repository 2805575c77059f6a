"""A command of the websocket: the input that it is read as, and what it does."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from carecircle.care.actor import Actor
from carecircle.care.inputs import Command
from carecircle.web.http.idempotent_writes import Outcome

Message = dict[str, Any]
Work = Callable[[], Outcome]
Answer = tuple[int, Message]
C = TypeVar("C", bound=Command)


@dataclass(frozen=True)
class Spoken:
    """prepare(actor, message): reads it outside any transaction and returns what is to be done in
    one, once under its key. It raises Invalid."""

    command: type[Command]
    prepare: Callable[[Actor, Message], Work]


@dataclass(frozen=True)
class Passing:
    """handle(actor, message): the status and data of the reply; nothing of it is kept."""

    command: type[Command]
    handle: Callable[[Actor, Message], Answer]


def spoken(command: type[C], work: Callable[[Actor, C], Outcome]) -> Spoken:
    def prepare(actor: Actor, message: Message) -> Work:
        read = command.read(message)
        return lambda: work(actor, read)

    return Spoken(command, prepare)


def passing(command: type[C], work: Callable[[Actor, C], Answer]) -> Passing:
    return Passing(command, lambda actor, message: work(actor, command.read(message)))
