"""The demo's month, simulated day by day through the real actions, with the clock moved."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import func, select

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.medications.follow_ups import actions as follow_ups_actions
from carecircle.care.medications.giving import actions as giving_actions
from carecircle.care.medications.giving.inputs import AdministrationInput
from carecircle.care.medications.models import Dose, EffectCheck
from carecircle.care.medications.prescribing import actions as prescribing_actions
from carecircle.care.medications.warnings.actions import acknowledge
from carecircle.care.medications.warnings.queries import open_warnings
from carecircle.cli.seed import day
from carecircle.db.session import transaction

Happening = tuple[datetime, Callable[[], object]]
LEFT_TO_GIVE = timedelta(minutes=40)


class Month:
    """Runs what happens in order of time, up to now, including changes that the clock causes."""

    def __init__(self, actors: dict[str, Actor], seed: int = 84):
        self.actors = actors
        self.now = clock.now()
        self._chance = random.Random(seed)
        self._waiting: list[Happening] = []
        self._planned: set[str] = set()

    def at(self, instant: datetime, happening: Callable[[], object]) -> None:
        if instant < self.now:
            self._waiting.append((instant, happening))

    def play(self, begin: datetime) -> None:
        """Runs from begin until now; doses up to forty minutes ago are given or not given."""
        for days in range((self.now - begin).days + 1):
            morning = begin + timedelta(days=days)
            with clock.moved_to(morning), transaction() as tx:
                prescribing_actions.plan_ahead(tx.session)
            self._foresee(morning + timedelta(days=1))
            self._play_until(min(morning + timedelta(days=1), self.now))
        self._emit_timed_events(self.now)

    def _foresee(self, until: datetime) -> None:
        with transaction() as tx:
            rows = select(Dose).where(
                Dose.family_id == self.actors["Ana"].family_id,
                Dose.due_at < min(until, self.now - LEFT_TO_GIVE),
            )
            for dose in tx.session.scalars(rows.order_by(Dose.due_at, Dose.id)):
                if dose.id not in self._planned:
                    self._planned.add(dose.id)
                    for step in day.steps(dose, self._chance):
                        self.at(step.at, partial(self._record, step))

    def _record(self, step: day.Step) -> None:
        values = AdministrationInput.read(step.values)
        giving_actions.record_administration(self.actors[step.who], step.dose_id, values)

    def _play_until(self, end: datetime) -> None:
        self._waiting.sort(key=lambda happening: happening[0])
        while self._waiting and self._waiting[0][0] < end:
            instant, happening = self._waiting.pop(0)
            self._emit_timed_events(instant)
            with clock.moved_to(instant):
                happening()

    def _emit_timed_events(self, until: datetime) -> None:
        """Emits what the jobs would have emitted by then: due, late, not recorded, effect due."""
        while (instant := self._next_change()) is not None and instant <= until:
            with clock.moved_to(instant):
                giving_actions.emit_due_doses()
                follow_ups_actions.emit_effects_due()
                self._see_warnings()

    def _see_warnings(self) -> None:
        """Acknowledges each warning at once, so that none is sent long afterwards."""
        with transaction() as tx:
            found = open_warnings(tx.session, self.actors["Ana"].family_id)
            for warning, _medication in found:
                acknowledge(self.actors["Ana"], warning.id)

    def _next_change(self) -> datetime | None:
        with transaction() as tx:
            found = [
                tx.session.scalar(select(func.min(row.changes_at))) for row in (Dose, EffectCheck)
            ]
        return min((instant for instant in found if instant is not None), default=None)
