"""What is read as a value, and how it stands to what is usual."""

import re

import pytest

from carecircle.care.observations import rules
from carecircle.care.observations.kinds import KINDS, Kind, bounds_in


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


@pytest.mark.parametrize("kind", [one.name for one in KINDS.values() if one.is_number])
@pytest.mark.parametrize(
    ("decimals", "whole_message", "message"),
    [
        (".5", "Type a whole number", None),
        (",25", "Type a whole number", None),
        (".125", "Type a whole number", "Too many decimals: type at most 2"),
        (".000", "Type a whole number", "Too many decimals: type at most 2"),
        (".0", None, None),
        (".", "Type a whole number", "Type a number such as 72 or 36.8"),
        ("x", "Type a whole number", "Type a number such as 72 or 36.8"),
        (" 000", "Type a whole number", "Type a number such as 72 or 36.8"),
    ],
)
def test_a_kind_has_its_number_of_decimals(
    kind: str, decimals: str, whole_message: str | None, message: str | None
) -> None:
    known = KINDS[kind]
    text, expected = (
        f"{round(known.most) - 1}{decimals}",
        message if known.decimals else whole_message,
    )
    if expected is None:
        assert rules.read(known, text, None).number == round(float(text.replace(",", ".")) * 1000)
        return
    with pytest.raises(ValueError, match="^" + re.escape(expected) + "$"):
        rules.read(known, text, None)


@pytest.mark.parametrize(
    ("kind", "text", "unit", "message"),
    [
        ("pulse", "-72", None, "It must be from 20 to 250 /min"),
        ("pulse", "7", None, "It must be from 20 to 250 /min"),
        ("pulse", "7200000", None, "It must be from 20 to 250 /min"),
        ("sleep", "-1", None, "It must be from 0 to 24 h"),
        ("sleep", "-0", None, "It must be from 0 to 24 h"),
        ("temperature", "-36.8", None, "It must be from 30 to 44 °C"),
        ("temperature", "36.8", "°F", "It must be from 86 to 111.2 °F"),
        ("weight", "-2", "lb", "It must be from 4.5 to 881.8 lb"),
        ("glucose", "0", None, "It must be from 0.5 to 50 mmol/L"),
        ("blood_pressure", "300/80", None, "It must be from 30 to 280 mmHg"),
    ],
)
def test_what_is_not_possible_names_the_range_in_the_unit_that_was_typed(
    kind: str, text: str, unit: str | None, message: str
) -> None:
    with pytest.raises(ValueError, match="^" + re.escape(message) + "$"):
        rules.read(KINDS[kind], text, unit)


@pytest.mark.parametrize("kind", [one for one in KINDS.values() if one.is_number])
def test_both_ends_of_the_range_that_is_named_are_accepted(kind: Kind) -> None:
    for unit in kind.units:
        for bound in bounds_in(kind, unit):
            assert rules.read(kind, f"{bound:g}", unit[0]).value == f"{bound:g}"


def test_a_whole_number_is_stored_without_decimals() -> None:
    assert rules.read(KINDS["pulse"], "72.0", None).value == "72"
    assert rules.read(KINDS["weight"], "72,50", None).value == "72.50"
