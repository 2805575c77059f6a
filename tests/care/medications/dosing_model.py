"""The model of the ward: who is there, what went in, and the rules once more by hand."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from carecircle import clock
from carecircle.care.errors import ActionError
from carecircle.care.medications.models import Administration, Dose
from carecircle.care.medications.prescribing.actions import plan_ahead
from carecircle.db.session import Database, bind, reading, transaction
from tests import cast
from tests.servers.databases import copy_of

BEGIN = datetime.fromisoformat("2026-10-24T06:00:00+00:00")  # London's clocks go back next morning
LEAST, MOST, STOCK = timedelta(hours=4), 8000, 100_000


@dataclass
class Taken:
    """What the model believes went in."""

    id: str
    medication: str
    dose: str | None
    at: datetime
    quantity: int
    is_live: bool = True


class Beds(RuleBasedStateMachine):
    """taken: what went in, as the model believes; settled: the record that closes each dose."""

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

    def is_close(self, dose_id: str, at: datetime, without: str | None = None) -> bool:
        """Another dose was given less than half the time away that the two are planned apart."""
        live = [one for one in self.taken if one.is_live and one.dose and one.id != without]
        with reading() as session:
            this = session.get_one(Dose, dose_id)
            rows = session.query(Dose.due_at).filter_by(medication_id=this.medication_id)
            planned = sorted(row.due_at for row in rows)
            due = {one.id: session.get_one(Dose, one.dose).due_at for one in live}
        for one in live:
            later = max(due[one.id], this.due_at)
            spacing = later - max((at for at in planned if at < later), default=later)
            if one.dose != dose_id and abs(one.at - at.replace(second=0)) < spacing / 2:
                return True
        return False

    def is_extra(self, record_id: str) -> bool:
        with reading() as session:
            return session.get_one(Administration, record_id).is_extra

    def is_over(self, dose: str) -> bool:
        """Settled; or refused, and its window has ended."""
        with reading() as session:
            closes_at = session.get_one(Dose, dose).closes_at
            earlier = session.query(Administration).filter_by(dose_id=dose, voided_at=None).count()
        return dose in self.settled or (earlier > 0 and self.now >= closes_at)

    def expect(self, work: Any, refused: type[ActionError] | None) -> Any:
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
            plan_ahead(tx.session)

    def settle_again(self, old: Taken, new: Administration | None) -> None:
        if old.dose is None:
            return
        others = [one for one in self.taken if one.dose == old.dose and one.is_live]
        if others:
            self.settled[old.dose] = others[0].id
        elif new is None:
            self.settled.pop(old.dose, None)
