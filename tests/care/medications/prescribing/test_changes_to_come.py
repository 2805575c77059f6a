"""A change for a day to come leaves today's doses alone and counts from its day on."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carecircle import clock
from carecircle.care.errors import Conflict, RuleBroken
from carecircle.care.local_time import local_instant
from carecircle.care.medications import regimens
from carecircle.care.medications.giving import queries as giving_queries
from carecircle.care.medications.giving.actions import give_prn
from carecircle.care.medications.giving.inputs import PrnInput
from carecircle.care.medications.models import Medication
from carecircle.care.medications.prescribing import queries as prescribing_queries
from carecircle.care.medications.prescribing.actions import (
    change_regimen,
    emit_regimens_in_force,
    mark_change_seen,
    plan_ahead,
    stop_medication,
    withdraw_change,
)
from carecircle.care.medications.prescribing.inputs import ChangeInput, StopInput
from carecircle.db.session import reading, transaction
from tests import cast
from tests.care.medications.logged_events import told
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("database", "morning")

TODAY = date(2026, 11, 23)


def change(people: Cast, medication: Medication, on: date, **values: object) -> str:
    asked = {"quantity": 2, "times": "08:00, 20:00", "why": "Dr Lee", "starts_on": on.isoformat()}
    return change_regimen(people.ana, medication.id, ChangeInput.read(asked | values)).id


def day(people: Cast, on: date) -> list[tuple[str, int]]:
    with reading() as session:
        found = giving_queries.doses_of_day(session, people.family_id, on)
        return [(one.dose.local_time, one.regimen.quantity) for one in found]


def look(at: datetime) -> None:
    """What the jobs loop does."""
    with clock.moved_to(at):
        with transaction() as tx:
            plan_ahead(tx.session)
        emit_regimens_in_force()


def test_today_stays_and_the_day_after_tomorrow_follows_the_change() -> None:
    people = cast.gather()
    medication = cast.prescribe(people.ana, times="12:00, 18:00")
    change(people, medication, TODAY + timedelta(days=2))
    old = [("12:00", 1000), ("18:00", 1000)]
    assert [day(people, TODAY + timedelta(days=n)) for n in range(2)] == [old, old]
    assert day(people, TODAY + timedelta(days=2)) == [("08:00", 2000), ("20:00", 2000)]


def test_both_stand_side_by_side_with_who_has_seen_it() -> None:
    people = cast.gather()
    medication = cast.prescribe(people.ana)
    new = change(people, medication, TODAY + timedelta(days=3))
    assert mark_change_seen(people.ben, medication.id).id == new
    with reading() as session:
        to_come, in_force = regimens.regimens_of(session, medication.id)
        now = regimens.regimen_of(session, medication.id)
        [(_medication, listed)] = regimens.medications_of(session, people.family_id)
        seen = {one.member_name for one in prescribing_queries.seen_by(session, new)}
    assert to_come.id == new
    assert now is not None
    assert now.id == listed.id == in_force.id
    assert in_force.closed_at == datetime(2026, 11, 26, tzinfo=UTC)
    assert seen == {"Ana Almeida", "Ben Archer"}


def test_its_day_comes_and_the_family_is_told_once() -> None:
    people = cast.gather()
    medication = cast.prescribe(people.ana)
    new = change(people, medication, TODAY + timedelta(days=1))
    for hour in (23, 25, 26):
        look(datetime(2026, 11, 23, tzinfo=UTC) + timedelta(hours=hour))
    with clock.moved_to(datetime(2026, 11, 24, 1, tzinfo=UTC)), reading() as session:
        found = regimens.regimen_of(session, medication.id)
    assert found is not None
    assert found.id == new
    said = [data["what"] for data in told(people.family_id, "medication:changed") if "what" in data]
    assert said == ["regimen", "in_force"]


def test_a_second_change_asks_to_take_the_first_back() -> None:
    people = cast.gather()
    medication = cast.prescribe(people.ana, times="12:00")
    on = TODAY + timedelta(days=1)
    before = day(people, on)
    change(people, medication, on)
    with pytest.raises(Conflict) as refused:
        change(people, medication, TODAY)
    assert refused.value.code == "change-waiting"
    withdraw_change(people.ana, medication.id)
    assert day(people, on) == before == [("12:00", 1000)]
    with pytest.raises(Conflict):
        withdraw_change(people.ana, medication.id)
    change(people, medication, TODAY)


def test_stopping_ends_what_is_and_what_was_to_come() -> None:
    people = cast.gather()
    medication = cast.prescribe(people.ana, times="12:00")
    change(people, medication, TODAY + timedelta(days=1))
    stop_medication(people.ana, medication.id, StopInput.read({"why": "Dr Lee"}))
    look(datetime(2026, 11, 25, tzinfo=UTC))
    assert [day(people, TODAY + timedelta(days=n)) for n in range(3)] == [[], [], []]
    with reading() as session:
        last = regimens.regimen_of(session, medication.id)
    assert last is not None
    assert last.quantity == 1000


def test_the_limit_of_a_prn_counts_from_its_day_on() -> None:
    people = cast.gather()
    medication = cast.prescribe_prn(people.ana, min_interval_h=6)
    sooner = {"min_interval_h": 2, "max_per_day": 8, "confirm": "usual-limit"}
    change(people, medication, TODAY + timedelta(days=1), times="", **sooner)
    given_for = {"reason": "Pain", "score": 4}
    give_prn(people.ana, medication.id, PrnInput.read(given_for))
    with clock.moved_to(clock.now() + timedelta(hours=3)), pytest.raises(RuleBroken):
        give_prn(people.ana, medication.id, PrnInput.read(given_for))
    with clock.moved_to(datetime(2026, 11, 24, 9, tzinfo=UTC)):
        give_prn(people.ana, medication.id, PrnInput.read(given_for))
    with clock.moved_to(datetime(2026, 11, 24, 12, tzinfo=UTC)):
        give_prn(people.ana, medication.id, PrnInput.read(given_for))


times = st.lists(st.times(), min_size=1, max_size=4).map(
    lambda found: sorted({f"{one:%H:%M}" for one in found})
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    before=times,
    after=times,
    ahead=st.integers(0, 6),
    begin=st.dates(date(2026, 3, 20), date(2026, 11, 5)),
    zone=st.sampled_from(["Europe/London", "America/New_York", "Australia/Lord_Howe"]),
)
def test_each_day_follows_the_regimen_of_its_day(
    before: list[str], after: list[str], ahead: int, begin: date, zone: str
) -> None:
    """Whatever the times, the zone and the clock changes, looked at from each morning of a week."""
    place, on = ZoneInfo(zone), begin + timedelta(days=ahead)
    with clock.moved_to(local_instant(begin - timedelta(days=3), time(12), place)):
        people = cast.gather(zone)
        medication = cast.prescribe(people.ana, times=", ".join(before))
    look(local_instant(begin, time(0, 1), place))
    with clock.moved_to(local_instant(begin, time(0, 2), place)):
        change(people, medication, on, times=", ".join(after))
    for number in range(1, 8):
        look(local_instant(begin + timedelta(days=number), time(0, 1), place))
    for number in range(0 if ahead else 1, 8):  # today is shared where it changes today
        this = begin + timedelta(days=number)
        is_new = this >= on
        found = day(people, this)
        assert {quantity for _time, quantity in found} == {2000 if is_new else 1000}
        asked = after if is_new else before
        assert {at for at, _quantity in found} <= set(asked)
        assert len(found) >= len(asked) - 1  # a missing hour may make two of them one
