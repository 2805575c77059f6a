"""Two workers check the escalation at the same time."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.emergencies.actions import escalating, repair_escalation
from carecircle.db.session import Database, bind
from tests import cast
from tests.care.emergencies.test_actions import story
from tests.care.emergencies.test_escalation import raised


@pytest.fixture
def on_postgresql(postgres_url: str) -> Iterator[Database]:
    """SQLite has one writer at a time: there a second worker waits before it looks."""
    database = bind(Database(postgres_url))
    yield database
    database.close()


@pytest.mark.postgresql
def test_what_two_workers_find_at_the_same_time_is_raised_again_once(
    on_postgresql: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = cast.gather()
    emergency = raised(people)
    hour_before = emergency.raised_at - timedelta(hours=1)
    look, of_the_other = escalating.ahead_of_the_clock, list[int]()

    def as_the_other_worker() -> int:
        with clock.moved_to(hour_before):
            return repair_escalation()

    def look_and_be_overtaken(session: Session) -> set[str]:
        found = look(session)
        monkeypatch.setattr(escalating, "ahead_of_the_clock", look)
        with ThreadPoolExecutor(1) as pool:
            of_the_other.append(pool.submit(as_the_other_worker).result(30))
        return found

    monkeypatch.setattr(escalating, "ahead_of_the_clock", look_and_be_overtaken)
    with clock.moved_to(hour_before):
        assert repair_escalation() == 0
    assert of_the_other == [1]
    assert story(people, emergency.id).emergency.round == 2
