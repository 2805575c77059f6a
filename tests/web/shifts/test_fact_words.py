"""Each fact of a handoff in words; those of earlier versions stay as they were."""

from datetime import date

import pytest
from flask import Flask

from carecircle.care.shifts.facts import FROM_PAPER, KINDS, Fact, Measured
from carecircle.web.shifts.fact_words import fact_view

WORDS = [
    (Fact("doses_given", count=3, of=4), "3 of 4 doses given"),
    (Fact("not_given", "Ramipril", text="Too sleepy", code="refused"), "Refused: Ramipril. Too sl"),
    (Fact("not_given", "Ramipril", code="hospital"), "In hospital: Ramipril."),
    (Fact("not_given", "Ramipril", code="away"), "Away: Ramipril."),
    (Fact("not_given", "Ramipril", text="Too sleepy"), "Not given: Ramipril. Too sleepy"),
    (Fact("not_given", "Ramipril", code=FROM_PAPER, name_on_paper="BO"), "signed BO"),
    (Fact("absent", "Ramipril", time="08:00"), "Absent: Ramipril 08:00 was not asked for"),
    (Fact("offered", "Ramipril", time="10:00"), "To be offered again until 10:00: Ramipril"),
    (Fact("to_check", "Ibuprofen", time="15:10"), "Ask whether it helped, at 15:10: Ibuprofen"),
    (Fact("not_recorded", "Ramipril", time="08:00"), "Not recorded: Ramipril 08:00"),
    (Fact("late", "Ramipril", time="09:40"), "Late: Ramipril, given 09:40"),
    (Fact("prn", "Ibuprofen", time="09:40"), "PRN: Ibuprofen 09:40"),
    (Fact("left_unrecorded", text="Asleep"), "Left unrecorded: Asleep"),
    (Fact("emergency", time="09:40"), "An emergency was raised"),
    (Fact("stock", "Ramipril"), "Ramipril runs low"),
    (Fact("fluids", count=350), "Drank 350 ml"),
    (Fact("observed", code="pulse", measured=(Measured("72"),)), "72"),
    (Fact("note", "Ben", text="Slept well"), "Ben: Slept well"),
    (Fact("earlier", text="As it was", code="note"), "As it was"),
]


@pytest.mark.parametrize(("fact", "words"), WORDS, ids=lambda one: getattr(one, "kind", None))
def test_it_says(app: Flask, fact: Fact, words: str) -> None:
    with app.test_request_context("/"):
        icon, said = fact_view(fact, date(2026, 3, 1))
    assert icon
    assert words in said


def test_no_kind_is_left_out() -> None:
    assert {fact.kind for fact, _words in WORDS} == set(KINDS)
