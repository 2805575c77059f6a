"""Controlled medications: whatever comes or goes has a witness, and two people count it weekly."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from carecircle import clock
from carecircle.care.errors import Invalid
from carecircle.care.medications.follow_ups.actions import update_task
from carecircle.care.medications.follow_ups.inputs import StepInput
from carecircle.care.medications.giving.actions import (
    Witness,
    correct_administration,
    record_administration,
)
from carecircle.care.medications.giving.inputs import AdministrationInput, CorrectionInput
from carecircle.care.medications.models import Incident, Medication, StockEntry
from carecircle.care.medications.models.follow_ups import Task
from carecircle.care.medications.prescribing.actions import stop_medication
from carecircle.care.medications.prescribing.inputs import StopInput
from carecircle.care.medications.stock.actions import (
    book_in,
    count_stock,
    open_count_tasks,
    remove_stock,
)
from carecircle.care.medications.stock.inputs import BookingInput, CountInput, RemovalInput
from carecircle.db.session import reading
from tests import cast
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("database", "morning")
VERA = "Vera Almeida"
ALONE = {"no_witness_why": "Nobody else is here"}


def morphine(people: Cast) -> Medication:
    return cast.prescribe(people.ana, "Morphine", quantity=2, stock=100, is_controlled=True)


def register() -> list[tuple[str, int, str | None]]:
    with reading() as session:
        rows = session.query(StockEntry).order_by(StockEntry.number)
        return [(one.kind, one.change, one.witness_name) for one in rows]


def incidents() -> list[str]:
    with reading() as session:
        return [one.kind for one in session.query(Incident).order_by(Incident.id)]


def came(people: Cast, of: Medication, vera: Witness | None, **more: Any) -> None:
    values = BookingInput.read({"quantity": 28, **more})
    book_in(people.ben, of.id, values, vera.name if vera else None)


def _went(kind: str) -> Callable[..., None]:
    def go(people: Cast, of: Medication, vera: Witness | None, **more: Any) -> None:
        values = {"kind": kind, "quantity": 1, "note": "To the pharmacy", **more}
        remove_stock(people.ben, of.id, RemovalInput.read(values), vera.name if vera else None)

    return go


def give(people: Cast, of: Medication, vera: Witness | None, **more: Any) -> None:
    values = AdministrationInput.read({"outcome": "given", **more})
    record_administration(people.ben, cast.first_dose(of).id, values, vera)


def _corrected(**put_right: Any) -> Callable[..., None]:
    def correct(people: Cast, of: Medication, vera: Witness | None, **more: Any) -> None:
        first = AdministrationInput.read({"outcome": "given"})
        seen = Witness(people.vera.member_id or "", VERA)
        record = record_administration(people.ben, cast.first_dose(of).id, first, seen)
        values = CorrectionInput.read({**put_right, **more})
        correct_administration(people.ben, record.id, values, vera)

    return correct


MOVES: dict[str, Callable[..., None]] = {
    "receipt": came,
    "return": _went("returned"),
    "destruction": _went("destroyed"),
    "transfer": _went("transferred"),
    "giving": give,
    "undo": _corrected(undo=True),
    "undo later": _corrected(undo=True, why="The wrong person"),
    "correction to refused": _corrected(outcome="refused", reason="Spat out", why="Was refused"),
    "correction of the amount": _corrected(
        outcome="partly", quantity=1, reason="Spat out", why="Half"
    ),
}


@pytest.mark.parametrize("move", MOVES.values(), ids=MOVES)
def test_it_needs_a_witness(move: Callable[..., None]) -> None:
    people = cast.gather()
    with pytest.raises(Invalid) as error:
        move(people, morphine(people), None)
    assert list(error.value.fields) == ["witness"]


@pytest.mark.parametrize("move", MOVES.values(), ids=MOVES)
def test_the_witness_stands_in_the_register(move: Callable[..., None]) -> None:
    people = cast.gather()
    move(people, morphine(people), Witness(people.vera.member_id or "", VERA))
    assert [witness for _kind, _change, witness in register()[1:]] == [VERA] * (len(register()) - 1)
    assert incidents() == []


@pytest.mark.parametrize("move", MOVES.values(), ids=MOVES)
def test_without_one_it_says_why_and_is_an_incident(move: Callable[..., None]) -> None:
    people = cast.gather()
    move(people, morphine(people), None, **ALONE)
    assert incidents() == ["no_witness"]


def test_what_is_not_controlled_needs_none() -> None:
    people = cast.gather()
    of = cast.prescribe(people.ana, stock=10)
    came(people, of, None)
    _went("returned")(people, of, None)
    assert incidents() == []


def test_the_rest_of_what_was_partly_taken_is_destroyed_before_the_witness() -> None:
    people = cast.gather()
    vera = Witness(people.vera.member_id or "", VERA)
    give(people, morphine(people), vera, outcome="partly", quantity="0.5", reason="Spat it out")
    assert register()[1:] == [("given", -500, VERA), ("destroyed", -1500, VERA)]


def test_undoing_it_puts_back_all_of_it() -> None:
    people = cast.gather()
    vera = Witness(people.vera.member_id or "", VERA)
    of = morphine(people)
    values = {"outcome": "partly", "quantity": "0.5", "reason": "Spat it out"}
    dose = cast.first_dose(of).id
    record = record_administration(people.ben, dose, AdministrationInput.read(values), vera)
    correct_administration(people.ben, record.id, CorrectionInput.read({"undo": True}), vera)
    assert register()[-1] == ("put_back", 2000, VERA)
    with reading() as session:
        assert session.get_one(Medication, of.id).stock == 100_000


def tasks() -> list[tuple[str, str]]:
    with reading() as session:
        return [(one.kind, one.status) for one in session.query(Task).order_by(Task.id)]


def count(people: Cast, of: Medication) -> None:
    count_stock(people.ben, of.id, CountInput.read({"quantity": 100}), VERA)


def test_a_count_by_two_is_asked_for_at_once_and_then_each_week() -> None:
    people = cast.gather()
    of = morphine(people)
    assert (open_count_tasks(), open_count_tasks()) == (1, 0)
    assert tasks() == [("count", "open")]
    with pytest.raises(Invalid):
        update_task(people.ben, _task(), StepInput.read({"step": "done"}))
    count(people, of)
    assert tasks() == [("count", "done")]
    with clock.moved_to(clock.now() + timedelta(days=6, hours=23)):
        assert open_count_tasks() == 0
    with clock.moved_to(clock.now() + timedelta(days=7, hours=1)):
        assert open_count_tasks() == 1
    assert tasks() == [("count", "done"), ("count", "open")]


def _task() -> str:
    with reading() as session:
        return session.query(Task).filter(Task.done_at.is_(None)).one().id


def test_what_is_stopped_is_counted_while_some_is_left() -> None:
    people = cast.gather()
    of = morphine(people)
    stop_medication(people.ana, of.id, StopInput.read({"why": "Dr Malik"}))
    assert open_count_tasks() == 1
    assert tasks() == [("count", "open")]


def test_an_ordinary_medication_is_not_counted_by_two() -> None:
    people = cast.gather()
    cast.prescribe(people.ana, stock=10)
    with clock.moved_to(clock.now() + timedelta(days=60)):
        assert open_count_tasks() == 0
