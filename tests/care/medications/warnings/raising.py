"""Ways in which a dose becomes dangerous, each for real, and the kind of warning that follows."""

from collections.abc import Callable
from datetime import datetime, timedelta

from carecircle import clock
from carecircle.care.medications.giving.actions import (
    emit_due_doses,
    give_prn,
    record_administration,
)
from carecircle.care.medications.giving.inputs import AdministrationInput, PrnInput
from carecircle.care.medications.models import Medication
from carecircle.care.medications.prescribing.actions import stop_medication
from carecircle.care.medications.prescribing.inputs import StopInput
from tests import cast
from tests.cast import Cast

REALLY = {"really_given": True, "reason": "I did not see the first one"}


def record(people: Cast, medication: Medication, outcome: str = "given", **more: object) -> None:
    dose = cast.first_dose(medication).id
    record_administration(people.ben, dose, AdministrationInput.read({"outcome": outcome, **more}))


def by_clock(medication: Medication, at: Callable[[object], datetime]) -> None:
    with clock.moved_to(at(cast.first_dose(medication))):
        emit_due_doses()


def critical(people: Cast) -> Medication:
    return cast.prescribe(people.ana, "Levodopa", is_time_critical=True)


def second_dose(people: Cast) -> None:
    medication = cast.prescribe(people.ana)
    record(people, medication)
    record(people, medication, **REALLY)


def _prn_twice(people: Cast, **limits: object) -> None:
    medication = cast.prescribe_prn(people.ana, **limits)
    values = {"reason": "Pain", "score": 5}
    give_prn(people.ben, medication.id, PrnInput.read(values))
    with clock.moved_to(clock.now() + timedelta(hours=5)):
        give_prn(people.ben, medication.id, PrnInput.read({**values, **REALLY}))


def too_early(people: Cast) -> None:
    _prn_twice(people, min_interval_h=6)


def too_much(people: Cast) -> None:
    _prn_twice(people, max_per_day=1)


def stopped(people: Cast) -> None:
    medication = cast.prescribe(people.ana)
    dose = cast.first_dose(medication).id
    stop_medication(people.ana, medication.id, StopInput.read({"why": "Dr Malik said so"}))
    record_administration(
        people.ben, dose, AdministrationInput.read({"outcome": "given", **REALLY})
    )


def missed(people: Cast) -> None:
    by_clock(critical(people), lambda dose: dose.closes_at)


def missed_while_nothing_ran(people: Cast) -> None:
    by_clock(critical(people), lambda dose: dose.tell_at + timedelta(hours=3))


def unavailable(people: Cast) -> None:
    record(people, critical(people), "unavailable", reason="The box is empty")


def vomited(people: Cast) -> None:
    record(people, critical(people), "nausea", reason="Was sick at once")


def destroyed(people: Cast) -> None:
    record(people, critical(people), "refused_destroyed", reason="Spat it out")


def refused_to_the_end(people: Cast) -> None:
    medication = critical(people)
    record(people, medication, "refused", reason="Did not want it")
    by_clock(medication, lambda dose: dose.closes_at)


def asleep_to_the_end(people: Cast) -> None:
    medication = critical(people)
    record(people, medication, "asleep", reason="Fast asleep")
    by_clock(medication, lambda dose: dose.closes_at)


DANGEROUS: dict[Callable[[Cast], None], str] = {
    second_dose: "second_dose",
    too_early: "interval",
    too_much: "maximum",
    stopped: "after_change",
    missed: "missed",
    missed_while_nothing_ran: "missed",
    unavailable: "unavailable",
    vomited: "not_taken",
    destroyed: "not_taken",
    refused_to_the_end: "not_taken",
    asleep_to_the_end: "not_taken",
}


def ordinary_missed(people: Cast) -> None:
    by_clock(cast.prescribe(people.ana), lambda dose: dose.closes_at)


def ordinary_unavailable(people: Cast) -> None:
    record(people, cast.prescribe(people.ana), "unavailable", reason="The box is empty")


def critical_given(people: Cast) -> None:
    record(people, critical(people))


def critical_withheld(people: Cast) -> None:
    record(people, critical(people), "withheld", reason="Dr Malik: before the operation")


def critical_on_offer(people: Cast) -> None:
    record(people, critical(people), "refused", reason="Did not want it")


HARMLESS = (
    ordinary_missed,
    ordinary_unavailable,
    critical_given,
    critical_withheld,
    critical_on_offer,
)
