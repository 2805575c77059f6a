"""Tidying goes on past a family whose row is held by somebody else, and comes back to it."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta

import pytest
from sqlalchemy import select

from carecircle import clock
from carecircle.care.families.models import Family
from carecircle.db.session import Database, bind, reading, transaction
from carecircle.events.models import Event, FamilyStream
from carecircle.jobs import tidying

pytestmark = pytest.mark.postgresql
IDS = [f"f{number}" for number in range(7)]


@pytest.fixture
def database(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    monkeypatch.setattr(tidying, "FAMILIES_AT_ONCE", 3)
    monkeypatch.setattr(tidying, "MIN_REPLAYABLE", 1)
    monkeypatch.setattr(tidying, "JOB_LOCK_S", 0.05)
    database = bind(Database(postgres_url))
    yield database
    database.close()


def families_with_old_events() -> None:
    old = clock.now() - timedelta(days=8)
    with transaction() as tx:
        tx.session.add_all(Family(id=id_, name="One", created_at=clock.now()) for id_ in IDS)
        tx.session.flush()
        tx.session.add_all(FamilyStream(family_id=id_, epoch="e", seq=9, floor=0) for id_ in IDS)
        tx.session.add_all(
            Event(family_id=id_, seq=8, type="note:added", data={}, audience="family", at=old)
            for id_ in IDS
        )


def hold(database: Database, ids: list[str]) -> ExitStack:
    """Their rows are locked by another connection until it is closed."""
    held = ExitStack()
    connection = held.enter_context(database.engine.connect())
    held.enter_context(connection.begin())
    rows = select(FamilyStream.family_id).where(FamilyStream.family_id.in_(ids))
    assert len(connection.execute(rows.with_for_update()).all()) == len(ids)
    return held


def a_round(tidy: tidying.Tidy) -> int:
    found = 0
    while (batch := tidy()) == tidying.FAMILIES_AT_ONCE:
        found += batch
    return found + batch


def raised() -> set[str]:
    with reading() as session:
        return {one.family_id for one in session.query(FamilyStream) if one.floor > 0}


@pytest.mark.parametrize(
    "held",
    [["f0"], ["f2"], ["f3"], ["f6"], ["f0", "f1", "f2"], ["f2", "f3"], IDS],
    ids="-".join,
)
def test_the_others_are_tidied_and_the_held_ones_later(database: Database, held: list[str]) -> None:
    families_with_old_events()
    tidy = tidying.Tidy()
    with hold(database, held):
        assert a_round(tidy) == len(IDS)
        assert raised() == set(IDS) - set(held)
    assert a_round(tidy) == len(IDS)
    assert raised() == set(IDS)


def test_one_that_is_let_go_is_tidied_at_the_end_of_the_same_round(database: Database) -> None:
    families_with_old_events()
    tidy = tidying.Tidy()
    with hold(database, ["f1"]):
        assert tidy() == 3
        assert raised() == {"f0", "f2"}
    assert a_round(tidy) == len(IDS) - 3
    assert raised() == set(IDS)
