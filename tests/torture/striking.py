"""Strikes the faults one after the other, and cuts connections all the while."""

import threading
import time
from collections.abc import Callable

from tests.torture.crowd import Crowd
from tests.torture.faults import Fault
from tests.torture.records import Struck
from tests.torture.size import Size
from tests.torture.wire import Wire

SLACK = 20  # writes that may be begun beyond the share of the next fault
QUIET_S = 0.5


class Striking:
    """struck: every fault, with what was seen of it."""

    def __init__(self, crowd: Crowd, wire: Wire, size: Size, note: Callable[[str], None]):
        self._crowd, self._wire, self._size, self._note = crowd, wire, size, note
        self.struck: list[Struck] = []

    def run(self, faults: list[Fault]) -> None:
        """Each strikes when its share of the writes is done; then the rest is written."""
        cutting = threading.Thread(target=self._cut_all, daemon=True)
        cutting.start()
        for number, fault in enumerate(faults):
            self._let_write(number + 1, len(faults) + 1)
            self._strike(fault)
        self._crowd.pace.limit = self._size.events
        self._wait_for(self._size.events)
        cutting.join()

    def _let_write(self, share: int, shares: int) -> None:
        goal = self._size.events * share // shares
        self._crowd.pace.limit = goal + SLACK
        self._wait_for(goal)

    def _wait_for(self, count: int) -> None:
        while self._crowd.pace.done < count - SLACK:
            self._crowd.must_be_whole()
            time.sleep(0.05)

    def _strike(self, fault: Fault) -> None:
        self._crowd.pace.limit = self._crowd.pace.begun + round(self._size.rate * 60)
        began = time.time()
        happened = fault.strike()
        mended = time.time()
        time.sleep(QUIET_S)
        recovered_at = self._crowd.hears_all(self._size.patience_s)
        if fault.after is not None:
            fault.after()
        self.struck.append(
            Struck(fault.kind, happened, began, mended, recovered_at, fault.family_id)
        )
        took = "not recovered" if recovered_at is None else f"{recovered_at - mended:.1f} s"
        self._note(f"{fault.kind}: {mended - began:.1f} s, then {took}")

    def _cut_all(self) -> None:
        """Each cut when its share of the writes is done."""
        for number in range(self._size.cuts):
            self._wait_for(self._size.events * number // self._size.cuts)
            at = time.time()
            happened = self._wire.cut(1) == 1
            # Its clients are known by their new connections: nobody else is concerned.
            self.struck.append(Struck("cut", happened, at, at, at, family_id=""))
