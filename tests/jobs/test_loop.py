"""Time passes in one place; a job that fails stops nothing else."""

import dataclasses
from datetime import timedelta

import pytest
from sqlalchemy import text

from carecircle import clock
from carecircle.care.families.models import Family
from carecircle.care.medications.giving import queries
from carecircle.config import Settings
from carecircle.db.session import reading, transaction
from carecircle.events.models import Event, FamilyStream
from carecircle.jobs import tidying, work
from carecircle.jobs.loop import Loop
from carecircle.jobs.work import Job
from tests import cast

pytestmark = pytest.mark.usefixtures("database")


def test_a_round_tells_what_fell_due() -> None:
    people = cast.gather()
    dose = cast.first_dose(cast.prescribe(people.ana))
    with clock.moved_to(dose.late_at):
        Loop().round(0.0)
    with reading() as session:
        types = [event.type for event in session.query(Event).order_by(Event.seq)]
    assert types == ["medication:changed", "medication:late"]


def test_a_failing_job_leaves_the_others_running() -> None:
    done: list[str] = []

    def fail() -> int:
        raise RuntimeError

    def work_on() -> int:
        done.append("x")
        return 0

    loop = Loop((Job("bad", 1, fail), Job("good", 1, work_on)))
    loop.round(0.0)
    loop.round(0.5)
    loop.round(1.0)
    assert done == ["x", "x"]
    assert loop.last_round_s is not None


def test_a_digest_is_not_even_queued_where_no_mail_is_set_up() -> None:
    without = Settings.from_env({})
    names = {job.name for job in work.jobs_of(without)}
    assert "digests" not in names
    with_mail = dataclasses.replace(without, smtp_url="smtp://127.0.0.1:25")
    assert {job.name for job in work.jobs_of(with_mail)} == names | {"digests"}


def test_doses_are_planned_ahead_as_the_days_go_by() -> None:
    people = cast.gather()
    cast.prescribe(people.ana, times="08:00")
    later = clock.now() + timedelta(days=2)
    with clock.moved_to(later):
        assert work.plan_doses() == 1
        assert work.plan_doses() == 0
    with reading() as session:
        on = later.date() + timedelta(days=2)
        assert len(queries.doses_of_day(session, people.family_id, on)) == 1


def test_the_floor_rises_over_what_is_old_and_many_behind() -> None:
    people = cast.gather()
    cast.prescribe(people.ana)
    with transaction() as tx:
        tx.session.execute(text("UPDATE family_stream SET seq = 9000 WHERE seq > 0"))
        old = clock.now() - timedelta(days=8)
        tx.session.query(Event).update({"at": old, "seq": 8500})
    work.tidy()
    with reading() as session:
        floors = {s.family_id: s.floor for s in session.query(FamilyStream)}
    assert floors == {people.family_id: 4000, people.other_family_id: 0}


def test_a_thousand_families_are_tidied_a_few_at_a_time() -> None:
    with transaction() as tx:
        ids = [f"f{number:04d}" for number in range(1_000)]
        tx.session.add_all(Family(id=id_, name="One", created_at=clock.now()) for id_ in ids)
        tx.session.flush()
        tx.session.add_all(FamilyStream(family_id=id_, epoch="e", seq=1, floor=0) for id_ in ids)
    one, batches = tidying.Tidy(), []
    while not batches or batches[-1] == tidying.FAMILIES_AT_ONCE:
        batches.append(one())
    assert sum(batches) == 1_000
    assert max(batches) == tidying.FAMILIES_AT_ONCE
    assert one() == tidying.FAMILIES_AT_ONCE  # and from the beginning in an hour


def test_tidying_gives_every_other_job_its_turn() -> None:
    turns: list[str] = []
    left = [3, 2, 1, 0]

    def tidy() -> int:
        turns.append("tidy")
        return 10 if left.pop(0) else 0

    def other() -> int:
        turns.append("other")
        return 0

    loop = Loop((Job("tidy", 3600, tidy, batch=10), Job("other", 0.25, other)))
    for number in range(5):
        loop.round(number * 0.25)
    assert turns == ["tidy", "other"] * 4 + ["other"]
