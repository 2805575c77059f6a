"""What a handoff says of a dose is what the chart says of it, whatever order its rows lie in."""

from datetime import timedelta

import pytest

from carecircle import clock
from carecircle.care.medications.absences.actions import begin_absence
from carecircle.care.medications.absences.inputs import AbsenceInput
from carecircle.care.medications.follow_ups.actions import answer_effect
from carecircle.care.medications.follow_ups.inputs import EffectInput
from carecircle.care.medications.giving.actions import (
    correct_administration,
    give_prn,
    record_administration,
)
from carecircle.care.medications.giving.inputs import AdministrationInput, CorrectionInput, PrnInput
from carecircle.care.medications.models import Administration
from carecircle.care.summaries.shift_report import Report, report
from carecircle.db.session import reading
from tests import cast

pytestmark = pytest.mark.usefixtures("database")


def record(people: cast.Cast, dose_id: str, outcome: str, reason: str | None = None) -> str:
    values = AdministrationInput.read({"outcome": outcome, "reason": reason})
    return record_administration(people.ben, dose_id, values).id


def report_of(people: cast.Cast) -> Report:
    now, hours = clock.now(), timedelta(hours=4)
    with reading() as session:
        return report(session, people.family_id, None, now - hours, now + hours)


def why_refused(found: Report) -> list[tuple[str, str | None]]:
    return [(name, record.reason) for name, record in found.refused]


def rows_of(dose_id: str) -> list[str]:
    """The outcomes of the live records in the order in which the database returns them."""
    with reading() as session:
        rows = session.query(Administration.outcome).filter_by(dose_id=dose_id, voided_at=None)
        return [row.outcome for row in rows]


def test_a_dose_refused_and_then_given_is_given() -> None:
    people = cast.gather()
    dose = cast.first_dose(cast.prescribe(people.ana))
    refusal = record(people, dose.id, "refused", "Feels sick")
    record(people, dose.id, "given")
    reworded = {"outcome": "refused", "reason": "Felt dizzy", "why": "It was not sickness"}
    correct_administration(people.ben, refusal, CorrectionInput.read(reworded))
    assert rows_of(dose.id) == ["given", "refused"]  # the refusal lies behind the gift

    found = report_of(people)
    assert (found.due, found.given, found.refused) == (1, 1, [])


def test_a_dose_refused_and_not_given_is_refused() -> None:
    people = cast.gather()
    dose = cast.first_dose(cast.prescribe(people.ana))
    record(people, dose.id, "refused", "Feels sick")
    found = report_of(people)
    assert (found.due, found.given, why_refused(found)) == (1, 0, [("Amlodipine", "Feels sick")])


def test_a_dose_given_and_taken_back_is_not_recorded() -> None:
    people = cast.gather()
    dose = cast.first_dose(cast.prescribe(people.ana))
    given = record(people, dose.id, "given")
    correct_administration(people.ben, given, CorrectionInput.read({"undo": True}))
    found = report_of(people)
    assert (found.given, [name for name, _at in found.unrecorded]) == (0, ["Amlodipine"])


def test_a_prn_that_was_refused_is_not_handed_over_as_given() -> None:
    people = cast.gather()
    medication = cast.prescribe_prn(people.ana)
    offered = {"outcome": "refused", "reason": "Pain has gone", "score": 2}
    give_prn(people.ben, medication.id, PrnInput.read(offered))
    found = report_of(people)
    assert (found.prn, why_refused(found)) == ([], [("Ibuprofen", "Pain has gone")])

    give_prn(people.ben, medication.id, PrnInput.read({"reason": "Pain is back", "score": 5}))
    assert [name for name, _at, _safe_at in report_of(people).prn] == ["Ibuprofen"]


def test_a_dose_that_fell_due_while_somebody_was_away_is_absent() -> None:
    people = cast.gather()
    cast.prescribe(people.ana)
    begin_absence(people.ana, AbsenceInput.read({"recipient": people.rosa, "kind": "hospital"}))
    cast.prescribe(people.ana, "Ramipril")
    found = report_of(people)
    named = [name for name, _at in found.absent]
    assert "Ramipril" in named
    assert (found.given, len(named) + found.due) == (0, 2)
    assert not set(named) & {name for name, _at in found.unrecorded}


@pytest.mark.parametrize(
    ("outcome", "is_offered"),
    [
        ("refused", True),
        ("asleep", True),
        ("refused_destroyed", False),
        ("withheld", False),
        ("hospital", False),
        ("given", False),
    ],
)
def test_what_may_be_offered_again_is_handed_over(outcome: str, is_offered: bool) -> None:
    people = cast.gather()
    dose = cast.first_dose(cast.prescribe(people.ana))
    record(people, dose.id, outcome, None if outcome == "given" else "As agreed")
    now = clock.now()
    with reading() as session:
        begin = now - timedelta(hours=4)
        found = report(session, people.family_id, None, begin, now + timedelta(seconds=1))
    assert found.offered == ([("Amlodipine", dose.closes_at)] if is_offered else [])


def test_the_effect_that_nobody_asked_about_is_handed_over_until_it_is_known() -> None:
    people = cast.gather()
    medication = cast.prescribe_prn(people.ana)
    given = give_prn(people.ben, medication.id, PrnInput.read({"reason": "Hip pain", "score": 5}))
    [(name, at)] = report_of(people).to_check
    assert (name, at > given.given_at) == ("Ibuprofen", True)
    answer_effect(people.ben, given.id, EffectInput.read({"effect": "worked"}))
    assert report_of(people).to_check == []
