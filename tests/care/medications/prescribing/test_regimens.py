"""A change closes the old regimen and opens a new one beside it; somebody else compares."""

import pytest

from carecircle.care.errors import Conflict, Invalid, NotAllowed
from carecircle.care.medications import regimens
from carecircle.care.medications.giving import queries as giving_queries
from carecircle.care.medications.models import Medication
from carecircle.care.medications.prescribing import queries as prescribing_queries
from carecircle.care.medications.prescribing.actions import (
    change_regimen,
    confirm_regimen,
    mark_change_seen,
)
from carecircle.care.medications.prescribing.inputs import ChangeInput
from carecircle.db.session import reading
from tests import cast
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("database", "morning")


def change(people: Cast, medication: Medication, **values: object) -> str:
    given = {"quantity": 2, "times": cast.wall_clock(60), "why": "Dr Lee, by phone", **values}
    return change_regimen(people.ana, medication.id, ChangeInput.read(given)).id


def test_both_stand_side_by_side_with_who_has_seen_it() -> None:
    people = cast.gather()
    medication = cast.prescribe(people.ana)
    change(people, medication)
    mark_change_seen(people.ben, medication.id)
    mark_change_seen(people.ben, medication.id)
    with reading() as session:
        new, old = regimens.regimens_of(session, medication.id)
        seen = [one.member_name for one in prescribing_queries.seen_by(session, new.id)]
    assert (old.quantity, new.quantity, new.supersedes_id) == (1000, 2000, old.id)
    assert old.closed_at == new.created_at
    assert new.why == "Dr Lee, by phone"
    assert set(seen) == {"Ana Almeida", "Ben Archer"}
    assert len(seen) == 2


def test_what_is_still_to_come_follows_the_new_one_and_nothing_twice() -> None:
    people = cast.gather()
    kept, moved = cast.wall_clock(90), cast.wall_clock(120)
    medication = cast.prescribe(people.ana, times=f"{kept}, {moved}")
    regimen = change(people, medication, times=f"{kept}, {cast.wall_clock(150)}")
    with reading() as session:
        doses = giving_queries.doses_of_day(
            session, people.family_id, cast.first_dose(medication).local_on
        )
    times = [one.dose.local_time for one in doses]
    assert kept in times
    assert moved not in times
    assert len(times) == len(set(times))
    assert {one.dose.regimen_id for one in doses} == {regimen}


def test_who_wrote_it_down_cannot_confirm_it_and_nobody_confirms_twice() -> None:
    people = cast.gather()
    medication = cast.prescribe(people.ana)
    with pytest.raises(NotAllowed):
        confirm_regimen(people.ana, medication.id)
    assert confirm_regimen(people.ben, medication.id).confirmed_by_name == "Ben Archer"
    with pytest.raises(Conflict):
        confirm_regimen(people.ben, medication.id)


def test_an_active_prn_stays_complete() -> None:
    people = cast.gather()
    medication = cast.prescribe_prn(people.ana)
    with pytest.raises(Invalid) as refused:
        change(people, medication, times="", min_interval_h=4, max_per_day="")
    assert list(refused.value.fields) == ["max_per_day"]


def test_a_viewer_changes_nothing() -> None:
    people = cast.gather()
    medication = cast.prescribe(people.ana)
    with pytest.raises(NotAllowed):
        change_regimen(people.vera, medication.id, ChangeInput.read({"quantity": 1, "why": "-"}))
