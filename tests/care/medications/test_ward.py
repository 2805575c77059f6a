"""Several carers give, refuse, correct, undo and replay, against a small model of the rules.

Whatever they do: one live record a dose, no interval or maximum broken without an incident, and
stock that adds up.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from carecircle import clock
from carecircle.care.errors import Conflict, Invalid, Refused, RuleBroken
from carecircle.care.medications.actions import (
    correct_administration,
    give_prn,
    plan_what_is_short,
    record_administration,
)
from carecircle.care.medications.inputs import AdministrationInput, CorrectionInput, PrnInput
from carecircle.care.medications.models import Administration, Dose, Incident, Medication
from carecircle.db.session import Database, bind, reading, transaction
from carecircle.web.once import Outcome, once
from tests import cast
from tests.servers.databases import copy_of

BEGIN = datetime.fromisoformat("2026-10-24T06:00:00+00:00")  # London's clocks go back next morning
LEAST, MOST, STOCK = timedelta(hours=4), 8000, 100_000
WHY = {"reason": "Pain", "note": "", "score": 4}
who = st.sampled_from(["ana", "ben"])
back = st.sampled_from([0, 0, 0, 5, 90, 300])


@dataclass
class Taken:
    """What the model believes went in."""

    id: str
    medication: str
    dose: str | None
    at: datetime
    quantity: int
    is_live: bool = True


class Ward(RuleBasedStateMachine):
    migrated: Path

    @initialize()
    def open(self) -> None:
        self.folder = TemporaryDirectory()
        self.database = bind(Database(copy_of(self.migrated, Path(self.folder.name))))
        self.now, self.taken, self.settled = BEGIN, list[Taken](), dict[str, str]()
        self.sent: list[tuple[str, str, dict[str, Any]]] = []
        with clock.moved_to(self.now):
            self.people = cast.gather()
            limits = {"min_interval_h": 4, "max_per_day": 8, "stock": 100, "quantity": 2}
            times = "07:00, 12:00, 17:00, 22:00"
            self.regular = cast.prescribe(
                self.people.ana, "Paracetamol", strength="500 mg", times=times, **limits
            )
            mixed = "codeine 8 mg; paracetamol 500 mg"
            self.prn = cast.prescribe_prn(
                self.people.ana, "Co-codamol", ingredients=mixed, **limits
            )

    def teardown(self) -> None:
        if hasattr(self, "database"):
            self.database.close()
            self.folder.cleanup()

    def actor(self, name: str) -> Any:
        return getattr(self.people, name)

    def doses(self) -> list[str]:
        with reading() as session:
            rows = session.query(Dose.id).filter(Dose.opens_at <= self.now)
            return [row.id for row in rows.order_by(Dose.due_at)][-6:]

    def is_broken(self, at: datetime, quantity: int, without: str | None = None) -> bool:
        """The rules, once more and by hand: both medications hold paracetamol."""
        live = [one for one in self.taken if one.is_live and one.id != without]
        minute = at.replace(second=0)
        if any(abs(one.at - minute) < LEAST for one in live):
            return True
        ends = [minute, *(one.at for one in live if minute < one.at < minute + timedelta(days=1))]
        return any(
            quantity + sum(one.quantity for one in live if end - timedelta(days=1) < one.at <= end)
            > MOST
            for end in ends
        )

    def is_over(self, dose: str) -> bool:
        """Settled; or refused, and its window has ended."""
        with reading() as session:
            closes_at = session.get_one(Dose, dose).closes_at
            earlier = session.query(Administration).filter_by(dose_id=dose, voided_at=None).count()
        return dose in self.settled or (earlier > 0 and self.now >= closes_at)

    def expect(self, work: Any, refused: type[Refused] | None) -> Any:
        with clock.moved_to(self.now):
            if refused is None:
                return work()
            with pytest.raises(refused):
                work()
            return None

    def keep(self, record: Administration | None) -> None:
        if record is not None and record.quantity:
            self.taken.append(
                Taken(
                    record.id,
                    record.medication_id,
                    record.dose_id,
                    record.given_at.replace(second=0, microsecond=0),
                    record.quantity,
                )
            )

    @rule(minutes=st.sampled_from([1, 20, 61, 119, 239, 240, 241, 700, 1440]))
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)
        with clock.moved_to(self.now), transaction() as tx:
            plan_what_is_short(tx.session)

    @rule(name=who, number=st.integers(0, 5), minutes=back, really=st.booleans())
    def give(self, name: str, number: int, minutes: int, really: bool) -> None:
        doses = self.doses()
        if not doses:
            return
        dose, at = doses[number % len(doses)], self.now - timedelta(minutes=minutes)
        given = {"outcome": "given", "given_at": at.isoformat(), "really_given": really} | WHY
        refused: type[Refused] | None = None
        if self.is_over(dose) and not really:
            refused = Conflict
        elif self.is_broken(at, 2000) and not really:
            refused = RuleBroken
        values = AdministrationInput.read(given)
        record = self.expect(lambda: record_administration(self.actor(name), dose, values), refused)
        self.keep(record)
        if record is not None:
            self.settled.setdefault(dose, record.id)
            self.sent.append((name, dose, given))

    @rule(name=who, number=st.integers(0, 5))
    def refuse(self, name: str, number: int) -> None:
        doses = self.doses()
        if not doses:
            return
        dose = doses[number % len(doses)]
        is_over = self.is_over(dose)
        values = AdministrationInput.read({"outcome": "refused", "reason": "No"})
        self.expect(
            lambda: record_administration(self.actor(name), dose, values),
            Conflict if is_over else None,
        )

    @rule(name=who, minutes=back, really=st.booleans())
    def give_as_needed(self, name: str, minutes: int, really: bool) -> None:
        at = self.now - timedelta(minutes=minutes)
        values = PrnInput.read({"given_at": at.isoformat(), "really_given": really} | WHY)
        refused = RuleBroken if self.is_broken(at, 2000) and not really else None
        self.keep(self.expect(lambda: give_prn(self.actor(name), self.prn.id, values), refused))

    @precondition(lambda self: any(one.is_live for one in self.taken))
    @rule(name=who, number=st.integers(0, 9), undo=st.booleans(), really=st.booleans())
    def correct(self, name: str, number: int, undo: bool, really: bool) -> None:
        live = [one for one in self.taken if one.is_live]
        old = live[number % len(live)]
        half = {"outcome": "partly", "quantity": "1", "why": "Found one", "really_given": really}
        given = {"undo": True, "why": "Wrong"} if undo else half | WHY
        is_broken = not undo and not really and self.is_broken(old.at, 1000, old.id)
        values = CorrectionInput.read(given)
        new = self.expect(
            lambda: correct_administration(self.actor(name), old.id, values),
            RuleBroken if is_broken else None,
        )
        if is_broken:
            return
        old.is_live = False
        self.keep(new)
        self.settle_again(old, new)

    def settle_again(self, old: Taken, new: Administration | None) -> None:
        if old.dose is None:
            return
        others = [one for one in self.taken if one.dose == old.dose and one.is_live]
        if others:
            self.settled[old.dose] = others[0].id
        elif new is None:
            self.settled.pop(old.dose, None)

    @precondition(lambda self: self.sent)
    @rule(number=st.integers(0, 9))
    def an_offline_record_comes_twice(self, number: int) -> None:
        """Under one key: the second answers what the first did, or is refused as the first was."""
        name, dose, given = self.sent[number % len(self.sent)]
        values, key = AdministrationInput.read(given | {"really_given": False}), f"{self.now}{dose}"

        def send() -> str:
            def work() -> Outcome:
                made = record_administration(self.actor(name), dose, values)
                self.keep(made)
                self.settled.setdefault(dose, made.id)
                return Outcome({"id": made.id}, "/")

            with clock.moved_to(self.now):
                return once(key, "body", work).resource["id"]

        try:
            first = send()
        except (Conflict, RuleBroken, Invalid):
            with pytest.raises((Conflict, RuleBroken, Invalid)):
                send()
        else:
            assert send() == first

    @invariant()
    def a_dose_has_one_live_record(self) -> None:
        if not hasattr(self, "database"):
            return
        with reading() as session:
            rows = session.query(Administration.dose_id).filter(
                Administration.voided_at.is_(None),
                Administration.closes,
                Administration.dose_id.is_not(None),
            )
            settled = [row.dose_id for row in rows]
        assert len(settled) == len(set(settled))

    @invariant()
    def what_was_broken_is_an_incident(self) -> None:
        if not hasattr(self, "database"):
            return
        with reading() as session:
            known = {one.administration_id for one in session.query(Incident)}
            live = session.query(Administration).filter(
                Administration.voided_at.is_(None), Administration.quantity > 0
            )
            taken = sorted(live, key=lambda one: one.given_at)
        for earlier, later in pairwise(taken):
            if later.given_at - earlier.given_at < LEAST - timedelta(minutes=1):
                assert {earlier.id, later.id} & known

    @invariant()
    def stock_adds_up(self) -> None:
        if not hasattr(self, "database"):
            return
        for medication in (self.regular, self.prn):
            gone = sum(
                one.quantity
                for one in self.taken
                if one.is_live and one.medication == medication.id
            )
            with reading() as session:
                assert session.get_one(Medication, medication.id).stock == STOCK - gone


@pytest.mark.slow
def test_no_state_that_they_reach_breaks_the_rules(migrated_file: Path, scale: int) -> None:
    Ward.migrated = migrated_file
    run_state_machine_as_test(
        Ward,
        settings=settings(
            max_examples=20 * scale,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
