"""Least intervals and most in 24 hours, by ingredient, to the minute."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecircle.care.medications.giving import limits
from carecircle.care.medications.giving.limits import Intake
from carecircle.care.medications.prescribing.strengths import ingredient_of, ingredients_in

EIGHT = datetime(2026, 11, 23, 8, 0, 40, tzinfo=UTC)
PARACETAMOL, CODEINE = {"paracetamol": 500_000}, {"codeine": 8_000, "paracetamol": 500_000}
FOUR_GRAMS = limits.most_of("p", PARACETAMOL, 8000)


def at(hours: float) -> datetime:
    return EIGHT.replace(second=0) + timedelta(hours=hours)


def tablets(when: datetime, interval_min: int | None = 240, quantity: int = 2000) -> Intake:
    return Intake(when, "p", quantity, PARACETAMOL, interval_min)


def cocodamol(when: datetime, interval_min: int | None = None) -> Intake:
    return Intake(when, "c", 2000, CODEINE, interval_min)


def test_the_interval_holds_over_medications_that_share_an_ingredient() -> None:
    found = limits.breach(cocodamol(at(2)), [tablets(EIGHT)], {})
    assert found is not None
    assert (found.kind, found.of) == ("interval", "paracetamol")
    assert found.next_safe_at == at(4)


def test_the_stricter_of_two_intervals_counts() -> None:
    found = limits.breach(cocodamol(at(5), 360), [tablets(EIGHT)], {})
    assert found is not None
    assert found.next_safe_at == at(6)


def test_it_is_exact_to_the_minute_at_both_edges() -> None:
    assert limits.breach(tablets(at(4)), [tablets(EIGHT)], {}) is None
    too_early = at(4) - timedelta(seconds=1)
    assert limits.breach(tablets(too_early), [tablets(EIGHT)], {}) is not None
    eaten = [tablets(at(hours), None) for hours in (0, 5, 10, 15)]
    assert limits.breach(tablets(at(24), None), eaten, FOUR_GRAMS) is None
    found = limits.breach(tablets(at(24) - timedelta(seconds=1), None), eaten, FOUR_GRAMS)
    assert found is not None
    assert (found.kind, found.next_safe_at) == ("maximum", at(24))


def test_the_maximum_adds_up_over_medications() -> None:
    eaten = [tablets(at(0), None), cocodamol(at(5)), cocodamol(at(10))]
    assert limits.breach(tablets(at(15), None), eaten, FOUR_GRAMS) is None
    eaten.append(tablets(at(15), None))
    found = limits.breach(cocodamol(at(20)), eaten, FOUR_GRAMS)
    assert found is not None
    assert found.next_safe_at == at(24)


def test_a_dose_that_is_too_large_by_itself_is_never_safe() -> None:
    found = limits.breach(tablets(at(0), None, 9000), [], FOUR_GRAMS)
    assert found is not None
    assert found.next_safe_at is None


def test_what_is_recorded_late_is_held_against_what_came_after() -> None:
    assert limits.breach(tablets(at(0)), [tablets(at(3))], {}) is not None
    eaten = [tablets(at(hours), None) for hours in (6, 12, 18)]
    assert limits.breach(tablets(at(0), None), eaten, FOUR_GRAMS) is None
    eaten.append(tablets(at(20), None))
    assert limits.breach(tablets(at(0), None), eaten, FOUR_GRAMS) is not None


def test_others_do_not_count() -> None:
    other = Intake(EIGHT, "a", 1000, {"amlodipine": 5000}, 600)
    assert limits.breach(tablets(at(0.5)), [other], FOUR_GRAMS) is None


def test_it_warns_one_dose_before_the_limit() -> None:
    eaten = [tablets(at(hours), None) for hours in (0, 5)]
    assert limits.left_after(tablets(at(10), None), eaten, FOUR_GRAMS, 1) is None
    eaten.append(tablets(at(10), None))
    assert limits.left_after(tablets(at(15), None), eaten, FOUR_GRAMS, 1) == 0


minutes = st.integers(0, 3 * 24 * 60)


@given(st.lists(minutes, max_size=8), minutes)
def test_the_next_safe_time_is_safe_and_the_first(eaten: list[int], now: int) -> None:
    taken = [tablets(at(minute / 60)) for minute in eaten]
    new = tablets(at(now / 60))
    safe = limits.next_safe_at(new, taken, FOUR_GRAMS)
    assert safe is not None
    assert limits.breach(new.moved_to(safe), taken, FOUR_GRAMS) is None
    waits = int((safe - new.minute).total_seconds() // 60)
    for minute in range(0, waits, max(1, waits // 40)):
        early = new.moved_to(new.minute + timedelta(minutes=minute))
        assert limits.breach(early, taken, FOUR_GRAMS) is not None


def test_ingredients_are_read_as_people_write_them() -> None:
    assert ingredients_in("Codeine 8 mg\nparacetamol  500 mg; Latanoprost") == {
        "codeine": 8_000,
        "paracetamol": 500_000,
        "latanoprost": 0,
    }
    assert ingredients_in("x; Foozle 8 mg") == {"x": 0, "foozle": 8_000}
    for wrong in ("codeine 8", "500 mg", "foozle 8 zz", "codeine 1,000 mg", "paracetamol 900 kg"):
        with pytest.raises(ValueError):
            ingredients_in(wrong)
    assert ingredient_of("Levothyroxine", "12.5 micrograms") == {"levothyroxine": 12}
    assert ingredient_of("Co-careldopa", "25/100 mg") == {"carbidopa": 25_000, "levodopa": 100_000}
