"""What a handoff says of a dose is what the chart says of it, whatever order its rows lie in."""

from datetime import timedelta

import pytest

from carecircle import clock
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
