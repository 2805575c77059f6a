"""What is read as a value, and how it stands to what is usual."""

import pytest

from carecircle.care.observations import rules
from carecircle.care.observations.kinds import KINDS


@pytest.mark.parametrize(
    ("kind", "text", "unit", "number"),
    [
        ("pulse", "72", None, 72_000),
        ("temperature", "36,8", None, 36_800),
        ("temperature", "98.6", "°F", 37_000),
        ("weight", "100", "lb", 45_359),
        ("glucose", "90", "mg/dL", 4_996),
        ("blood_pressure", "120/80", None, 120_000),
        ("bowels", "4", None, 4_000),
    ],
)
def test_a_value_becomes_thousandths_of_the_first_unit(
    kind: str, text: str, unit: str | None, number: int
) -> None:
    assert rules.read(KINDS[kind], text, unit).number == number


@pytest.mark.parametrize(
    ("kind", "text", "unit"),
    [
        ("pulse", "7", None),
        ("pulse", "fast", None),
        ("pulse", "72", "bpm"),
        ("blood_pressure", "80/120", None),
        ("blood_pressure", "120", None),
        ("oxygen", "101", None),
        ("temperature", "98.6", None),
        ("mood", "splendid", None),
    ],
)
def test_what_cannot_be_is_refused_in_words(kind: str, text: str, unit: str | None) -> None:
    with pytest.raises(ValueError, match=r"[A-Z].* "):
        rules.read(KINDS[kind], text, unit)


@pytest.mark.parametrize(
    ("number", "low", "high", "expected"),
    [(49, 50, 100, "low"), (50, 50, 100, ""), (101, 50, 100, "high"), (7, None, None, "")],
)
def test_what_is_beyond_the_usual_is_marked(
    number: int, low: int | None, high: int | None, expected: str
) -> None:
    assert rules.beyond(number, low, high) == expected
