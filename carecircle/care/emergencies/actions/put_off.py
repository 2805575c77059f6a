"""Emergencies whose steps failed in this process: tried again soon, after the others."""

import time
from dataclasses import dataclass

FIRST_S, LONGEST_S = 0.5, 4.0
FORGOTTEN_AFTER_S = 15.0


class EscalationHeldUp(RuntimeError):
    """Some emergencies are due and could not be escalated; all others were."""


@dataclass(frozen=True)
class _Failure:
    """at_s: monotonic seconds. count: how many times in a row. round: in which it was tried."""

    at_s: float
    count: int
    round: int

    @property
    def again_s(self) -> float:
        wait_s: float = FIRST_S * 2 ** (self.count - 1)
        return self.at_s + min(LONGEST_S, wait_s)


class PutOff:
    """The emergencies by id. Each waits twice as long after each failure, up to 4 s, and is tried
    once in a round, so that the others of that round come first however slow a failure is."""

    def __init__(self) -> None:
        self._failures: dict[str, _Failure] = {}
        self._round = 0

    def begin_round(self) -> None:
        self._round += 1

    def add(self, emergency_id: str) -> None:
        before = self._failures.get(emergency_id)
        count = before.count + 1 if before else 1
        self._failures[emergency_id] = _Failure(time.monotonic(), count, self._round)

    def remove(self, emergency_id: str) -> None:
        self._failures.pop(emergency_id, None)

    def ids(self) -> list[str]:
        """Returns those that are not to be tried yet."""
        now_s, tried = time.monotonic(), self._round
        failures = list(self._failures.items())
        return [id_ for id_, one in failures if one.again_s > now_s or one.round == tried]

    def raise_if_any(self) -> None:
        """Raises EscalationHeldUp. One that was not tried again for a while is due no longer."""
        from_s = time.monotonic() - FORGOTTEN_AFTER_S
        self._failures = {id_: one for id_, one in self._failures.items() if one.at_s > from_s}
        if self._failures:
            raise EscalationHeldUp(f"{len(self._failures)} emergencies")
