"""What a run records: writes with their answers, what each client heard, faults."""

from dataclasses import dataclass, field
from typing import Literal

Said = Literal["saved", "not saved", "unknown"]


@dataclass(frozen=True)
class Attempt:
    """One request and its answer. detail: its status and code, for the report.

    was_saved: after "not saved", whether the database had it all the same, before the next attempt.
    """

    said: Said
    detail: str
    sent_at: float
    answered_at: float
    was_saved: bool = False


@dataclass
class Write:
    """One change that somebody wants saved once. Its attempts all have the same key.

    marker: a text that is in what it saves. scope: the digest under which the database keeps the
    answer of its key.
    """

    kind: str
    way: str
    family_id: str
    marker: str
    scope: str
    attempts: list[Attempt] = field(default_factory=list)

    @property
    def said(self) -> Said:
        """The last word of the server; "saved" if it has ever said so."""
        if any(attempt.said == "saved" for attempt in self.attempts):
            return "saved"
        return self.attempts[-1].said if self.attempts else "unknown"


@dataclass(frozen=True)
class Arrival:
    """An event at a client. Times are seconds since the epoch.

    at: when the server emitted it. since: when the connection that it came over was opened.
    is_resent: the server sent it again because it had no acknowledgement, as the contract says.
    """

    seq: int
    at: float
    received_at: float
    since: float
    is_resent: bool = False


@dataclass(frozen=True)
class Span:
    """A time with its two ends, in seconds since the epoch."""

    began: float
    ended: float


@dataclass
class Heard:
    """What one client heard. beliefs: when it took itself for live, as a page that says "Live"."""

    name: str
    transport: str
    family_id: str
    role: str
    arrivals: list[Arrival] = field(default_factory=list)
    beliefs: list[Span] = field(default_factory=list)
    sessions: int = 0


@dataclass(frozen=True)
class Struck:
    """A fault. happened: whether it was seen to be there. family_id: the only family concerned.

    recovered_at: when every client had heard everything again; None if not within the patience.
    """

    kind: str
    happened: bool
    began: float
    mended: float
    recovered_at: float | None
    family_id: str | None = None
