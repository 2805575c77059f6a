"""The commands that delivery answers itself."""

from typing import Annotated, Any

from carecircle import clock
from carecircle.care.inputs import Choice, Command
from carecircle.care.inputs.values import JsonSchema, Value
from carecircle.care.translatable import lazy_gettext as _
from carecircle.realtime.presence import STATUSES


class Cursor(Value):
    """Where the replay begins. What is no cursor is answered with a reset, never refused."""

    def read(self, given: Any) -> str | None:
        return None if given is None else str(given)

    def parse(self, text: str) -> str:
        return text

    def json_schema(self) -> JsonSchema:
        return {"type": "string"}


class Seq(Value):
    """The number of an event: a number in JSON and nothing else."""

    def read(self, given: Any) -> int:
        if not isinstance(given, int) or isinstance(given, bool):
            raise ValueError(self.required)
        return given

    def parse(self, text: str) -> int:
        return int(text)

    def json_schema(self) -> JsonSchema:
        return {"type": "integer"}


class JoinCommand(Command):
    """Joins one more family of the same person, whose events are sent here too."""

    after: Annotated[str | None, Cursor()] = None


class LeaveCommand(Command):
    """Leaves a family, whose events are sent here no longer."""


class AckCommand(Command):
    """Confirms that the screen has shown the events up to this one."""

    seq: Annotated[int, Seq(required=_("This must be the number of an event"))]


class PresenceCommand(Command):
    """Sets whether the person at this browser is online or away."""

    status: Annotated[
        str,
        Choice(STATUSES, required=_("Choose one of: %(words)s", words=", ".join(STATUSES))),
    ]


class HeartbeatCommand(Command):
    """Keeps the websocket open. It is not answered."""


class PingCommand(Command):
    """Asks whether this socket is open both ways. `now` in the reply: the server's time."""


OWN_COMMANDS: dict[str, type[Command]] = {
    "join:family": JoinCommand,
    "leave:family": LeaveCommand,
    "event:ack": AckCommand,
    "presence:update": PresenceCommand,
    "hb": HeartbeatCommand,
    "ping": PingCommand,
}


def pong(_stream: object, _actor: object, message: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    """Returns status and data of the reply to a ping. Raises Invalid."""
    PingCommand.read(message)
    return 200, {"now": clock.milliseconds()}
