"""Stock that comes and goes: it never falls below zero unasked, and low stays low."""

from collections.abc import Callable
from typing import Any

import pytest

from carecircle.care.errors import Invalid, RuleBroken
from carecircle.care.medications.follow_ups.actions import update_task
from carecircle.care.medications.follow_ups.inputs import StepInput
from carecircle.care.medications.giving.actions import (
    Paper,
    correct_administration,
    give_prn,
    record_administration,
)
from carecircle.care.medications.giving.inputs import (
    AdministrationInput,
    CorrectionInput,
    PrnInput,
)
from carecircle.care.medications.models import Medication, StockEntry
from carecircle.care.medications.models.follow_ups import Task
from carecircle.care.medications.prescribing.actions import stop_medication
from carecircle.care.medications.prescribing.inputs import StopInput
from carecircle.care.medications.stock.actions import book_in, count_stock, remove_stock
from carecircle.care.medications.stock.inputs import BookingInput, CountInput, RemovalInput
from carecircle.care.medications.stock.queries import register_of
from carecircle.db.session import reading
from tests import cast
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("database", "morning")


def stock(of: Medication) -> int | None:
    with reading() as session:
        return session.get_one(Medication, of.id).stock


def give(people: Cast, **more: Any) -> Medication:
    of = cast.prescribe(people.ana, quantity=3, stock=2)
    dose = cast.first_dose(of).id
    record_administration(people.ben, dose, AdministrationInput.read({"outcome": "given", **more}))
    return of


def give_as_needed(people: Cast, **more: Any) -> Medication:
    of = cast.prescribe_prn(people.ana, quantity=3, stock=2)
    values = {"reason": "Pain", "score": 5, **more}
    give_prn(people.ben, of.id, PrnInput.read(values))
    return of


def destroy(people: Cast, **more: Any) -> Medication:
    of = cast.prescribe(people.ana, quantity=3, stock=2)
    values = {"outcome": "refused_destroyed", "reason": "Spat out", **more}
    record_administration(people.ben, cast.first_dose(of).id, AdministrationInput.read(values))
    return of


def correct(people: Cast, **more: Any) -> Medication:
    of = cast.prescribe(people.ana, quantity=3, stock=2)
    away = AdministrationInput.read({"outcome": "asleep", "reason": "Fast asleep"})
    record = record_administration(people.ben, cast.first_dose(of).id, away)
    values = {"outcome": "given", "why": "She woke up", **more}
    correct_administration(people.ben, record.id, CorrectionInput.read(values))
    return of


def _remove(kind: str) -> Callable[..., Medication]:
    def remove(people: Cast, **more: Any) -> Medication:
        of = cast.prescribe(people.ana, stock=2)
        values = {"kind": kind, "quantity": 3, "note": "To the pharmacy", **more}
        remove_stock(people.ben, of.id, RemovalInput.read(values))
        return of

    return remove


TAKES: dict[str, Callable[..., Medication]] = {
    "given": give,
    "given as needed": give_as_needed,
    "refused and destroyed": destroy,
    "corrected to given": correct,
    "returned": _remove("returned"),
    "destroyed": _remove("destroyed"),
    "transferred": _remove("transferred"),
}


@pytest.mark.parametrize("take", TAKES.values(), ids=TAKES)
def test_below_zero_asks(take: Callable[..., Medication]) -> None:
    with pytest.raises(RuleBroken, match="only 2") as error:
        take(cast.gather())
    assert (error.value.status, error.value.code) == (422, "below-zero")
    with reading() as session:
        assert [one.balance for one in session.query(StockEntry)] == [2000]


@pytest.mark.parametrize("take", TAKES.values(), ids=TAKES)
def test_once_confirmed_it_is_kept_and_marked(take: Callable[..., Medication]) -> None:
    of = take(cast.gather(), confirm=["something-else", "below-zero"])
    assert stock(of) == -1000
    with reading() as session:
        assert register_of(session, of.id)[0].remark == "below_zero"


def test_the_last_one_is_taken_unasked_and_so_is_what_is_not_counted() -> None:
    people = cast.gather()
    last, uncounted = cast.prescribe(people.ana, stock=1), cast.prescribe(people.ana, "Ramipril")
    for of in (last, uncounted):
        given = AdministrationInput.read({"outcome": "given"})
        record_administration(people.ben, cast.first_dose(of).id, given)
    assert (stock(last), stock(uncounted)) == (0, None)


def test_a_record_from_paper_is_not_asked_about() -> None:
    people = cast.gather()
    of = cast.prescribe(people.ana, quantity=3, stock=2)
    given = AdministrationInput.read({"outcome": "given"})
    record_administration(people.ben, cast.first_dose(of).id, given, paper=Paper("BA"))
    assert stock(of) == -1000


def low(people: Cast) -> Medication:
    of = cast.prescribe(people.ana, stock=11, refill_level=10)
    given = AdministrationInput.read({"outcome": "given"})
    record_administration(people.ben, cast.first_dose(of).id, given)
    return of


def task() -> Task:
    with reading() as session:
        return session.query(Task).filter_by(kind="reorder").one()


def came(people: Cast, of: Medication, quantity: str) -> None:
    book_in(people.ana, of.id, BookingInput.read({"quantity": quantity}))


def counted(people: Cast, of: Medication, quantity: str) -> None:
    found = {"quantity": quantity, "note": "A box in the cupboard"}
    count_stock(people.ana, of.id, CountInput.read(found))


@pytest.mark.parametrize(
    ("change", "quantity", "is_open"),
    [
        (came, "0.5", True),
        (came, "20", False),
        (counted, "10", True),
        (counted, "9", True),
        (counted, "0", True),
        (counted, "30", False),
    ],
)
def test_the_task_stays_until_it_is_above_the_refill_level(
    change: Callable[[Cast, Medication, str], None], quantity: str, is_open: bool
) -> None:
    people = cast.gather()
    of = low(people)
    if change is came and is_open:
        remove_stock(
            people.ana,
            of.id,
            RemovalInput.read({"kind": "returned", "quantity": 1, "note": "Torn box"}),
        )
    change(people, of, quantity)
    assert (task().done_at is None) is is_open


def test_it_cannot_be_ticked_off_while_it_is_low() -> None:
    people = cast.gather()
    low(people)
    with pytest.raises(Invalid, match="Check"):
        update_task(people.ben, task().id, StepInput.read({"step": "done"}))
    for step in ("claimed", "ordered", "collected"):
        update_task(people.ben, task().id, StepInput.read({"step": step}))
    assert task().done_at is None


def test_what_is_stopped_is_not_ordered_any_more() -> None:
    people = cast.gather()
    of = low(people)
    stop_medication(people.ana, of.id, StopInput.read({"why": "Dr Malik"}))
    assert task().status == "done"


def test_a_delivery_has_its_batch_and_expiry() -> None:
    people = cast.gather()
    of = cast.prescribe(people.ana, stock=1)
    box = {"quantity": 28, "batch": "LX 4071", "expires_on": "2027-05-31"}
    book_in(people.ana, of.id, BookingInput.read(box))
    with reading() as session:
        entry = register_of(session, of.id)[0]
    assert (entry.batch, str(entry.expires_on)) == ("LX 4071", "2027-05-31")


def test_a_box_that_has_expired_is_asked_about() -> None:
    people = cast.gather()
    of = cast.prescribe(people.ana, stock=1)
    old = {"quantity": 28, "expires_on": "2026-10-31"}
    with pytest.raises(RuleBroken) as error:
        book_in(people.ana, of.id, BookingInput.read(old))
    assert error.value.code == "expired"
    book_in(people.ana, of.id, BookingInput.read({**old, "confirm": "expired"}))
    assert stock(of) == 29_000


def test_a_removal_says_what_how_much_and_to_whom() -> None:
    with pytest.raises(Invalid) as error:
        RemovalInput.read({})
    assert set(error.value.fields) == {"kind", "quantity", "note"}
    with pytest.raises(Invalid):
        RemovalInput.read({"kind": "given", "quantity": 1, "note": "Me"})
