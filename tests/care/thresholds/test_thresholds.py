"""What a family says in place of a default: kept with who and when, on each kind of database."""

from datetime import UTC, datetime, timedelta

import pytest

from carecircle import clock
from carecircle.care.errors import Invalid, NotAllowed
from carecircle.care.thresholds.actions import set_thresholds
from carecircle.care.thresholds.definitions import DEFAULTS, THRESHOLDS, by_medication, in_force
from carecircle.care.thresholds.models import ThresholdSetting
from carecircle.care.thresholds.queries import threshold_settings
from carecircle.db.session import reading
from tests import cast
from tests.cast import Cast

TEN = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def said(people: Cast) -> dict[str, int]:
    with reading() as session:
        return by_medication(threshold_settings(session, people.family_id))[0]


def test_every_default_is_within_its_bounds() -> None:
    assert [n.name for n in THRESHOLDS.values() if not n.least <= n.default <= n.most] == []


def test_without_a_word_the_defaults_hold() -> None:
    usual = in_force({}, None, is_time_critical=False)
    assert {name: usual[name] for name in DEFAULTS if name != "late_critical_min"} == {
        name: value for name, value in DEFAULTS.items() if name != "late_critical_min"
    }
    assert in_force({}, None, is_time_critical=True)["late_min"] == 30


@pytest.mark.usefixtures("database")
def test_each_change_stays_with_who_and_when_and_the_last_counts() -> None:
    people = cast.gather()
    for hours, value in ((0, 20), (1, 30), (2, None), (3, 40)):
        with clock.moved_to(TEN + timedelta(hours=hours)):
            assert set_thresholds(people.ana, {"undo_min": value}) == ["undo_min"]
    assert said(people) == {"undo_min": 40}
    with reading() as session:
        rows = session.query(ThresholdSetting).order_by(ThresholdSetting.kept_at).all()
    assert [row.value for row in rows] == [20, 30, None, 40]
    assert [row.is_last for row in rows] == [False, False, False, True]
    assert {row.kept_by_name for row in rows} == {"Ana Almeida"}


@pytest.mark.usefixtures("database")
def test_of_two_that_cannot_stand_together_neither_is_kept() -> None:
    people = cast.gather()
    with pytest.raises(Invalid):
        set_thresholds(people.ana, {"undo_min": 20, "late_min": 200})
    with pytest.raises(NotAllowed):
        set_thresholds(people.ben, {"undo_min": 20})
    assert said(people) == {}


@pytest.mark.usefixtures("database")
def test_one_family_says_nothing_for_another() -> None:
    people = cast.gather()
    set_thresholds(people.sam, {"undo_min": 20})
    assert said(people) == {}
