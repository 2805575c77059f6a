"""A worker whose escalation hangs is replaced; one that was only paused is not."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.orm import class_mapper

from carecircle.app import create_app
from carecircle.config import Settings
from carecircle.db.base import Base
from carecircle.jobs.loop import Loop
from carecircle.jobs.watchdog import HANGS_AFTER_S, LOOKS_UNTIL_REPLACED, Watchdog
from carecircle.jobs.work import Job
from carecircle.jobs.worker_states import OwnState


class Seen:
    def __init__(self, folder: Path, *, is_vital: bool = True):
        self.loop = Loop((Job("one", 1, int, is_vital=is_vital),))
        self.watchdog = Watchdog(replace(Settings.from_env({}), instance_path=folder), [self.loop])
        self.own, self.replaced = OwnState(folder, is_vital=is_vital), 0
        self.watchdog.on_hang = self.note
        self.watchdog._beat_s = float("inf")

    def note(self) -> None:
        self.replaced += 1

    def hang_for(self, seconds: float) -> None:
        self.loop.pulse.begin("one")
        self.loop.pulse._began_s -= seconds
        self.loop.pulse._progress_s -= seconds

    def look(self, times: int) -> int:
        for _time in range(times):
            self.watchdog._look(self.own)
        return self.replaced


@pytest.mark.parametrize(
    ("seconds", "looks", "is_vital", "replaced"),
    [
        (HANGS_AFTER_S + 5, LOOKS_UNTIL_REPLACED, True, 1),
        (HANGS_AFTER_S + 5, LOOKS_UNTIL_REPLACED * 3, True, 1),
        (HANGS_AFTER_S + 5, LOOKS_UNTIL_REPLACED - 1, True, 0),
        (HANGS_AFTER_S - 5, LOOKS_UNTIL_REPLACED * 3, True, 0),
        (HANGS_AFTER_S + 5, LOOKS_UNTIL_REPLACED, False, 0),
    ],
)
def test_a_worker_is_replaced_once_if_its_escalation_hangs(
    tmp_path: Path, seconds: float, looks: int, is_vital: bool, replaced: int
) -> None:
    seen = Seen(tmp_path, is_vital=is_vital)
    seen.hang_for(seconds)
    assert seen.look(looks) == replaced


def test_one_that_goes_on_in_time_stays(tmp_path: Path) -> None:
    seen = Seen(tmp_path)
    seen.hang_for(HANGS_AFTER_S + 5)
    seen.look(LOOKS_UNTIL_REPLACED - 1)
    seen.loop.pulse.end(is_done=True)
    seen.look(1)
    seen.hang_for(HANGS_AFTER_S + 5)
    assert seen.look(LOOKS_UNTIL_REPLACED - 1) == 0


def test_no_thread_is_the_first_to_configure_the_tables(tmp_path: Path) -> None:
    """SQLAlchemy's lock for that is shared by threads and greenlets: some would wait for ever."""
    create_app(replace(Settings.from_env({}), instance_path=tmp_path, secret_key="s" * 40))
    assert all(mapper.configured for mapper in Base.registry.mappers)
    assert class_mapper(next(iter(Base.registry.mappers)).class_).configured
