"""In hospital or away: doses are coded and silent, and do not count against anybody."""

from datetime import timedelta

import pytest

from carecircle import clock
from carecircle.care.errors import Conflict
from carecircle.care.medications.absences import queries as absences_queries
from carecircle.care.medications.absences.actions import begin_absence, end_absence, reconcile
from carecircle.care.medications.absences.inputs import AbsenceInput, ReturnInput
from carecircle.care.medications.chart import history
from carecircle.care.medications.chart.adherence import adherence
from carecircle.care.medications.giving import queries as giving_queries
from carecircle.care.medications.giving.actions import emit_due_doses, record_administration
from carecircle.care.medications.giving.inputs import AdministrationInput
from carecircle.care.medications.models import Medication
from carecircle.care.medications.models.absences import Absence
from carecircle.care.medications.prescribing.actions import plan_ahead
from carecircle.db.session import reading, transaction
from carecircle.events.models import Event
from tests import cast
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("database", "morning")


def hospital(people: Cast) -> Absence:
    return begin_absence(people.ben, AbsenceInput.read({"kind": "hospital"}))


def state(people: Cast, medication: Medication) -> str:
    with reading() as session:
        dose = giving_queries.the_dose(session, people.family_id, cast.first_dose(medication).id)
        return dose.state(clock.now())


def test_an_open_hospital_stay_codes_the_doses_and_counts_out_of_adherence() -> None:
    people = cast.gather()
    medication = cast.prescribe(people.ana, times=cast.wall_clock(5))
    hospital(people)
    assert state(people, medication) == "absent"
    dose = cast.first_dose(medication)
    with clock.moved_to(dose.closes_at), reading() as session:
        days = (cast.ZONE, dose.local_on, dose.local_on)
        found = history.chart_period(session, people.rosa, *days)
        counts = adherence(cell.counted(clock.now()) for cell in found.cells.values())
    assert (counts.due, counts.recorded, counts.left_out) == (0, 0, {"hospital": 1})


def test_nobody_is_reminded_meanwhile() -> None:
    people = cast.gather()
    medication = cast.prescribe(people.ana, times=cast.wall_clock(5))
    hospital(people)
    with clock.moved_to(cast.first_dose(medication).closes_at):
        emit_due_doses()
    with reading() as session:
        told = {event.type for event in session.query(Event)}
    assert not told & {"medication:due", "medication:late", "medication:missed"}


def test_what_is_planned_during_the_stay_is_coded_too() -> None:
    people = cast.gather()
    cast.prescribe(people.ana)
    hospital(people)
    later = clock.now() + timedelta(days=3)
    with clock.moved_to(later):
        with transaction() as tx:
            plan_ahead(tx.session)
        with reading() as session:
            doses = giving_queries.doses_of_day(session, people.family_id, later.date())
            assert [dose.state(later) for dose in doses] == ["absent"]


def test_on_return_what_comes_is_asked_for_again_and_there_is_a_list_to_compare() -> None:
    people = cast.gather()
    medication = cast.prescribe(people.ana, times=cast.wall_clock(20))
    absence = hospital(people)
    with pytest.raises(Conflict):
        hospital(people)
    with pytest.raises(Conflict):
        reconcile(people.ana, absence.id)
    end_absence(people.ben, absence.id, ReturnInput.read({}))
    assert state(people, medication) == "due"
    with reading() as session:
        assert len(absences_queries.absences_to_reconcile(session, people.family_id)) == 1
    reconcile(people.ana, absence.id)
    with reading() as session:
        assert absences_queries.absences_to_reconcile(session, people.family_id) == []


def test_what_was_given_all_the_same_stands() -> None:
    people = cast.gather()
    medication = cast.prescribe(people.ana, times=cast.wall_clock(5))
    hospital(people)
    values = AdministrationInput.read({"outcome": "given"})
    record_administration(people.ben, cast.first_dose(medication).id, values)
    assert state(people, medication) == "recorded"
