"""Stock is counted down exactly, put back once, and told when it runs low."""

import pytest

from carecircle.care.errors import Conflict, Invalid
from carecircle.care.medications.follow_ups import queries as follow_ups_queries
from carecircle.care.medications.follow_ups.actions import update_task
from carecircle.care.medications.follow_ups.inputs import StepInput
from carecircle.care.medications.giving import queries as giving_queries
from carecircle.care.medications.giving.actions import correct_administration, record_administration
from carecircle.care.medications.giving.inputs import AdministrationInput, CorrectionInput
from carecircle.care.medications.models import Incident, Medication, StockEntry
from carecircle.care.medications.models.follow_ups import Task
from carecircle.care.medications.stock.actions import book_in, count_stock
from carecircle.care.medications.stock.inputs import BookingInput, CountInput
from carecircle.db.session import reading
from carecircle.events.models import Event
from tests import cast
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("database", "morning")


def given(**values: object) -> AdministrationInput:
    return AdministrationInput.read({"outcome": "given", **values})


def stock(medication: Medication) -> int | None:
    with reading() as session:
        return session.get_one(Medication, medication.id).stock


def test_a_correction_restores_stock_once() -> None:
    people = cast.gather()
    medication = cast.prescribe(people.ana, quantity="0.5", stock=30)
    record = record_administration(people.ben, cast.first_dose(medication).id, given())
    assert stock(medication) == 29_500
    undo = CorrectionInput.read({"undo": True, "why": "Wrong person"})
    correct_administration(people.ana, record.id, undo)
    with pytest.raises(Conflict):
        correct_administration(people.ana, record.id, undo)
    assert stock(medication) == 30_000


def test_the_register_adds_up_line_by_line() -> None:
    people = cast.gather()
    medication = cast.prescribe(people.ana, stock=10)
    record = record_administration(people.ben, cast.first_dose(medication).id, given())
    values = {"outcome": "partly", "quantity": "0.5", "reason": "Spat out", "why": "Found half"}
    correct_administration(people.ben, record.id, CorrectionInput.read(values))
    book_in(people.ana, medication.id, BookingInput.read({"quantity": 28}))
    with reading() as session:
        lines = session.query(StockEntry).order_by(StockEntry.number).all()
    assert [line.kind for line in lines] == ["booked_in", "given", "put_back", "given", "booked_in"]
    balance = 0
    for line in lines:
        balance += line.change
        assert line.balance == balance
    assert stock(medication) == balance == 37_500


def test_it_runs_low_once_and_one_task_is_claimed_and_closed_by_booking_in() -> None:
    people = cast.gather()
    medication = cast.prescribe(people.ana, stock=8)
    record_administration(people.ben, cast.first_dose(medication).id, given())
    with reading() as session:
        [(task, _medication)] = follow_ups_queries.open_tasks(session, people.family_id)
        [event] = session.query(Event).filter_by(type="medication:stock_low")
    assert event.data["days_left"] == 7
    claim = StepInput.read({"step": "claimed"})
    assert update_task(people.ben, task.id, claim).claimed_by == people.ben.member_id
    with pytest.raises(Conflict, match="Ben"):
        update_task(people.ana, task.id, claim)
    book_in(people.ana, medication.id, BookingInput.read({"quantity": 28}))
    with reading() as session:
        assert session.get_one(Task, task.id).status == "done"


def test_a_difference_says_why_and_is_an_incident() -> None:
    people = cast.gather()
    medication = cast.prescribe(people.ana, stock=10)
    with pytest.raises(Invalid):
        count_stock(people.ben, medication.id, CountInput.read({"quantity": 9}))
    count = CountInput.read({"quantity": 9, "note": "One fell behind the stove"})
    count_stock(people.ben, medication.id, count)
    with reading() as session:
        assert [one.kind for one in session.query(Incident)] == ["stock_difference"]
    assert stock(medication) == 9000


def test_a_controlled_medication_is_counted_by_two() -> None:
    people = cast.gather()
    medication = cast.prescribe(people.ana, "Morphine", stock=10, is_controlled=True)
    with pytest.raises(Invalid):
        count_stock(people.ben, medication.id, CountInput.read({"quantity": 10}))
    count_stock(people.ben, medication.id, CountInput.read({"quantity": 10}), "Vera Almeida")


def refuse(people: Cast, medication: Medication, times: int) -> None:
    with reading() as session:
        rows = giving_queries.doses_of_day(
            session, people.family_id, cast.first_dose(medication).local_on
        )
        ids = [one.dose.id for one in rows if one.medication.id == medication.id][:times]
    for dose in ids:
        values = {"outcome": "refused", "reason": "Did not want it"}
        record_administration(people.ben, dose, AdministrationInput.read(values))


def test_three_refusals_running_open_a_task_to_ask() -> None:
    people = cast.gather()
    times = ", ".join(cast.wall_clock(minutes) for minutes in (0, 1, 2))
    medication = cast.prescribe(people.ana, times=times)
    refuse(people, medication, 3)
    with reading() as session:
        tasks = [
            task.kind
            for task, _medication in follow_ups_queries.open_tasks(session, people.family_id)
        ]
    assert tasks == ["contact"]


def test_one_refused_time_critical_dose_opens_it_at_once() -> None:
    people = cast.gather()
    refuse(people, cast.prescribe(people.ana, is_time_critical=True), 1)
    with reading() as session:
        [(task, _medication)] = follow_ups_queries.open_tasks(session, people.family_id)
    assert task.kind == "contact"
