"""One run against one kind of database."""

import random
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tests.torture import truth
from tests.torture.crowd import Crowd
from tests.torture.faults import planned
from tests.torture.judged import Verdict, judged
from tests.torture.pulse import Pulse
from tests.torture.records import Struck
from tests.torture.site import built
from tests.torture.size import Size
from tests.torture.striking import Striking
from tests.torture.town import founded

ENDS_WITHIN_S = 130.0
TITLES = {"sqlite": "SQLite", "postgresql": "PostgreSQL with Redis"}


def tortured(
    kind: str, folder: Path, size: Size, seed: int, note: Callable[[str], None] = print
) -> Verdict:
    """kind: sqlite or postgresql. note: told of each fault as it strikes."""
    chance, began = random.Random(seed), time.monotonic()
    with built(kind, folder, size) as site:
        households = founded(site.server, size)
        note(f"{TITLES[kind]}: ready after {time.monotonic() - began:.1f} s")
        pulse = Pulse()
        pulse.start()
        crowd = Crowd(households, site.wire.port, size)
        striking = Striking(crowd, site.wire, size, note)
        striking.run(planned(site, size, households[0].family_id, chance))
        crowd.finish_writing(ENDS_WITHIN_S)
        heads = crowd.finish_hearing(size.patience_s)
        ended = time.time()
        writes = [write for one in crowd.writers for write in list(one.writes)]
        heard = [one.heard for one in crowd.clients]
        struck = [*striking.struck, *_stalls(crowd, ended)]
        pulse.is_over, took_s = True, time.monotonic() - began
        found = truth.gathered(heads)
        verdict = judged(TITLES[kind], took_s, writes, heard, struck, found, ended)
        return replace(verdict, own_delays=sorted(pulse.late))


def _stalls(crowd: Crowd, at: float) -> list[Struck]:
    """A slow reader is a fault of its own; at least one must have left bytes waiting."""
    return [Struck("slow reader", crowd.stalls > 0, at, at, at, family_id="")] * max(
        1, crowd.stalls
    )
