"""The demo family is believable, openly made up, and ready to be used at any hour."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from carecircle import clock
from carecircle.auth import accounts
from carecircle.care.chat.models import Message
from carecircle.care.emergencies.models import Emergency
from carecircle.care.families.models import Family, Member
from carecircle.care.medications.follow_ups import queries as follow_ups_queries
from carecircle.care.medications.giving import queries as giving_queries
from carecircle.care.medications.models import (
    Administration,
    Dose,
    EffectCheck,
    MedicationWarning,
)
from carecircle.care.observations.models import Observation
from carecircle.care.shifts.models import Handoff, Shift
from carecircle.care.shifts.queries import on_duty
from carecircle.cli.seed import demo
from carecircle.db.session import Database, bind, reading
from carecircle.events import audit
from carecircle.events.models import Event
from tests.servers import databases

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
HOURS = [
    datetime(2026, 11, 23, 3, 10, tzinfo=UTC),
    datetime(2026, 11, 23, 23, 58, tzinfo=UTC),
    datetime(2026, 3, 29, 1, 30, tzinfo=UTC),  # just after London's clocks went forward
]


@pytest.fixture(scope="module")
def noon_file(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """The URL of a database with the demo family, made at NOON, and the family's id."""
    url = databases.copy_of(migrated_file, tmp_path_factory.mktemp("noon"))
    database = bind(Database(url))
    with clock.moved_to(NOON):
        family_id = demo.seed()
    database.close()
    return url, family_id


@pytest.fixture
def at_noon(noon_file: tuple[str, str]) -> Iterator[str]:
    """The id of the demo family, in the database of this process. Only read from it."""
    url, family_id = noon_file
    database = bind(Database(url))
    yield family_id
    database.close()


def states(family_id: str, now: datetime) -> list[str]:
    with reading() as session:
        doses = giving_queries.doses_of_day(session, family_id, now.date())
        return [dose.state(now) for dose in doses]


@pytest.mark.postgresql
def test_a_month_lies_behind_it_on_postgresql(postgres_url: str) -> None:
    database = bind(Database(postgres_url))
    with clock.moved_to(NOON):
        family_id = demo.seed()
    assert_a_month(family_id)
    database.close()


def test_a_month_lies_behind_it(at_noon: str) -> None:
    assert_a_month(at_noon)


def assert_a_month(family_id: str) -> None:
    with reading() as session:
        assert session.get_one(Family, family_id).is_demo
        assert "made up" in session.get_one(Family, family_id).name
        outcomes = session.scalars(select(Administration.outcome)).all()
        told = session.scalars(select(Dose.told)).all()
        seqs = session.scalars(select(Event.seq).order_by(Event.seq)).all()
        times = session.scalars(select(Event.at).order_by(Event.seq)).all()
        warnings = session.scalars(select(MedicationWarning)).all()
        (fall,) = session.scalars(select(Emergency)).all()
        assert audit.first_broken(session, family_id) is None
    assert len(outcomes) > 200
    assert {"given", "refused", "asleep"} <= set(outcomes)
    assert {"late", "not_recorded"} <= set(told)
    assert seqs == list(range(1, len(seqs) + 1))
    assert times == sorted(times)
    assert NOON - times[0] > timedelta(days=29)
    assert times[-1] <= NOON
    assert warnings
    assert all(one.acknowledged_at and one.next_at is None for one in warnings)
    assert (fall.type, fall.status) == ("fall", "resolved")


def test_what_was_taken_as_needed_asks_for_a_review(at_noon: str) -> None:
    with clock.moved_to(NOON), reading() as session:
        tasks = follow_ups_queries.open_tasks(session, at_noon)
        [paracetamol] = [of for task, of in tasks if task.kind == "review"]
        pattern = follow_ups_queries.pattern_of(session, paracetamol, "Europe/London")
        given = session.scalars(
            select(Administration).where(Administration.dose_id.is_(None))
        ).all()
        effects = session.scalars(select(EffectCheck.effect)).all()
    assert pattern == "daily"
    assert len(given) == len(effects) == 14
    assert all(record.reason and record.score for record in given)
    assert set(effects) == {"worked", "partly", "no"}


def test_somebody_is_on_duty_and_the_family_talks(at_noon: str) -> None:
    with reading() as session:
        (shift,) = on_duty(session, at_noon)
        ben = session.scalars(select(Member).where(Member.name == "Ben Okafor")).one()
        assert shift.member_id == ben.id
        ahead = session.scalars(select(Shift).where(Shift.starts_at > NOON)).all()
        assert {row.member_id is not None for row in ahead} == {True}
        assert len(session.scalars(select(Message)).all()) >= 10


def test_each_turn_was_handed_over_and_accepted(at_noon: str) -> None:
    with reading() as session:
        written = session.scalars(select(Handoff).order_by(Handoff.written_at)).all()
        worked = session.scalars(select(Shift).where(Shift.ended_at.is_not(None))).all()
        seen = session.scalars(select(Observation.kind)).all()
    assert len(written) > 60
    assert {one.id for one in worked} == {one.shift_id for one in written}
    assert all(one.accepted_by not in (None, one.from_id) for one in written)
    assert {one.illness for one in written} == {"stable", "watch"}
    facts = [fact for one in written for fact in one.facts]
    assert any(fact["kind"] == "doses_given" and fact["count"] for fact in facts)
    assert {"blood_pressure", "fluids", "mood"} <= set(seen)


def test_everybody_can_sign_in(at_noon: str) -> None:
    for person in demo.SIGN_INS:
        account = accounts.check(person.email, person.password)
        assert account is not None
        assert account.name == person.name
    assert [person.role for person in demo.SIGN_INS] == [
        "admin",
        "caregiver",
        "caregiver",
        "viewer",
    ]


@pytest.mark.parametrize("now", HOURS, ids=str)
def test_there_is_a_dose_to_give_at_any_hour(sqlite_database: Database, now: datetime) -> None:
    with clock.moved_to(now):
        assert "due" in states(demo.seed(), now)


def story() -> list[tuple[object, ...]]:
    with reading() as session:
        rows = select(Event.type, Event.at, Event.actor_name).order_by(Event.seq)
        return [tuple(row) for row in session.execute(rows)]


def test_it_tells_the_same_story_each_time(at_noon: str, sqlite_url: str) -> None:
    first = story()
    database = bind(Database(sqlite_url))
    with clock.moved_to(NOON):
        demo.seed()
    assert story() == first
    database.close()
