"""A tenth of the torture, in the suite: nothing lost, and no false answer."""

from collections import Counter
from pathlib import Path

import pytest

from tests.conftest import BOTH
from tests.torture.run import tortured
from tests.torture.size import TENTH, Size
from tests.torture.table import table

pytestmark = [pytest.mark.server, pytest.mark.redis, pytest.mark.timeout(900)]


@pytest.mark.parametrize("kind", BOTH)
def test_a_tenth_of_it_goes_well(kind: str, tmp_path: Path) -> None:
    """Each kind of fault was seen to happen, as often as planned."""
    notes: list[str] = []
    verdict = tortured(kind, tmp_path, TENTH, seed=1, note=notes.append)
    report = "\n".join([*notes, table(verdict)])
    assert verdict.is_flawless, report
    assert verdict.events >= TENTH.events * 0.9, report
    happened = Counter({name.split(" (")[0]: n for name, n in verdict.faults.items()})
    assert happened.pop("slow reader") > 0, report
    assert happened == planned_of(TENTH, kind), report


def planned_of(size: Size, kind: str) -> Counter[str]:
    found = {
        "cut": size.cuts,
        "worker kill": size.worker_kills,
        "worker pause": size.pauses,
        "clock step": size.clock_steps,
        "held lock": size.held_locks,
    }
    if kind == "sqlite":
        return Counter(found | {"full disk": size.full_disks})
    of_servers = {"redis kill": size.redis_kills, "postgres restart": size.postgres_restarts}
    return Counter(found | of_servers | {"failover": size.failovers})
