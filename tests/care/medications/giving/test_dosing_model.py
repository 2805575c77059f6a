"""Several carers give, refuse, correct, undo and replay, against a small model of the rules.

Whatever they do: one live record a dose, no interval or maximum broken without an incident, and
stock that adds up.
"""

from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule, run_state_machine_as_test

from carecircle import clock
from carecircle.care.errors import ActionError, Conflict, Invalid, RuleBroken
from carecircle.care.medications.giving.actions import (
    correct_administration,
    give_prn,
    record_administration,
)
from carecircle.care.medications.giving.inputs import AdministrationInput, CorrectionInput, PrnInput
from carecircle.care.medications.models import Administration, Incident, Medication
from carecircle.db.session import reading
from carecircle.web.http.idempotent_writes import WriteResult, write_once
from tests.care.medications.dosing_model import LEAST, STOCK, Beds

WHY = {"reason": "Pain", "note": "", "score": 4}
who = st.sampled_from(["ana", "ben"])
back = st.sampled_from([0, 0, 0, 5, 90, 300])


class Ward(Beds):
    @rule(name=who, number=st.integers(0, 5), minutes=back, really=st.booleans())
    def give(self, name: str, number: int, minutes: int, really: bool) -> None:
        doses = self.doses()
        if not doses:
            return
        dose, at = doses[number % len(doses)], self.now - timedelta(minutes=minutes)
        given = {"outcome": "given", "given_at": at.isoformat(), "really_given": really} | WHY
        refused: type[ActionError] | None = None
        if self.is_over(dose) and not really:
            refused = Conflict
        elif (self.is_broken(at, 2000) or self.is_close(dose, at)) and not really:
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
        is_close = old.dose is not None and not self.is_extra(old.id)
        is_close = is_close and self.is_close(old.dose or "", old.at, old.id)
        is_broken = not undo and not really
        is_broken = is_broken and (self.is_broken(old.at, 1000, old.id) or is_close)
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

    @precondition(lambda self: self.sent)
    @rule(number=st.integers(0, 9))
    def an_offline_record_comes_twice(self, number: int) -> None:
        """Under one key: the second answers what the first did, or is refused as the first was."""
        name, dose, given = self.sent[number % len(self.sent)]
        values, key = AdministrationInput.read(given | {"really_given": False}), f"{self.now}{dose}"

        def send() -> str:
            def work() -> WriteResult:
                made = record_administration(self.actor(name), dose, values)
                self.keep(made)
                self.settled.setdefault(dose, made.id)
                return WriteResult({"id": made.id}, "/")

            with clock.moved_to(self.now):
                return write_once(key, "body", work).resource["id"]

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
