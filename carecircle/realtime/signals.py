"""Signals between workers: a wake-up without content, or a hint that may be lost."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class News:
    """A family's log has reached this position."""

    family_id: str
    seq: int


@dataclass(frozen=True)
class Revoked:
    """The revocations have reached this number."""

    seq: int


@dataclass(frozen=True)
class Hint:
    """An ephemeral event. member_id: the one member it is for; None: all who listen."""

    family_id: str
    message: Mapping[str, object]
    member_id: str | None = None


@dataclass(frozen=True)
class Roster:
    """The members connected to a worker, by family."""

    worker: str
    members: dict[str, dict[str, str]]


Signal = News | Revoked | Hint | Roster


class Listener(Protocol):
    """Receives signals: the hub."""

    def wake(self, family_id: str, seq: int) -> None: ...

    def revoked(self, seq: int) -> None: ...

    def hint(self, hint: Hint) -> None: ...

    def roster(self, roster: Roster) -> None: ...


def write(signal: Signal) -> str:
    match signal:
        case News(family_id, seq):
            return f"family:{family_id}:{seq}"
        case Revoked(seq):
            return f"revoked:{seq}"
        case Hint(family_id, message, member_id):
            return f"hint:{family_id}:{member_id or ''}:{json.dumps(dict(message))}"
        case Roster(worker, members):
            return f"roll:{worker}:{json.dumps(members)}"


def read(text: str) -> Signal | None:
    """Returns the signal, None if the text is not one: polling the log makes up for it."""
    kind, _, rest = text.partition(":")
    try:
        if kind == "family":
            family_id, seq = rest.split(":")
            return News(family_id, int(seq))
        if kind == "revoked":
            return Revoked(int(rest))
        if kind == "hint":
            family_id, member_id, message = rest.split(":", 2)
            return Hint(family_id, {"type": ""} | json.loads(message), member_id or None)
        if kind == "roll":
            worker, members = rest.split(":", 1)
            return Roster(worker, {f: dict(ms) for f, ms in json.loads(members).items()})
    except (ValueError, TypeError, AttributeError):
        pass
    return None


def pass_on(signal: Signal, listener: Listener) -> None:
    match signal:
        case News(family_id, seq):
            listener.wake(family_id, seq)
        case Revoked(seq):
            listener.revoked(seq)
        case Hint():
            listener.hint(signal)
        case Roster():
            listener.roster(signal)
