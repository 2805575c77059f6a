"""Plans the doses of one medication, day by day, around the records that there are."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.medications import records as record_queries
from carecircle.care.medications import rules, thresholds
from carecircle.care.medications.course import is_complete
from carecircle.care.medications.models import Dose, Medication, Regimen
from carecircle.care.medications.models.absences import Absence
from carecircle.care.medications.schedule import Slot, plan_of_day, slots
from carecircle.care.medications.transition import Known, slots_to_ask

HOURLY = "hourly"
Wanted = tuple[date, Regimen, Slot]


class Planner:
    """The doses of a medication from a day on, or those whose window has not ended."""

    def __init__(self, session: Session, medication: Medication, first: date | None = None):
        self._session, self._medication, self._now = session, medication, clock.now()
        rows = select(Dose).where(Dose.medication_id == medication.id)
        if first is None:
            rows = rows.where(Dose.closes_at > self._now)
        else:
            rows = rows.where(Dose.local_on >= first)
        self._doses = {(one.local_on, one.local_time): one for one in session.scalars(rows)}
        records = record_queries.records_of(session, [one.id for one in self._doses.values()])
        self._counting = {
            dose_id: rules.record_that_counts(found) for dose_id, found in records.items()
        }
        self._limits = thresholds.thresholds_of(session, medication)

    def unfinished(self) -> list[Dose]:
        """Returns the doses that are not withdrawn, not settled, and whose window has not ended."""
        return [
            dose
            for dose in self._doses.values()
            if dose.withdrawn_at is None and dose.closes_at > self._now and not self._settled(dose)
        ]

    def withdraw(self, dose: Dose) -> None:
        """Withdraw a dose without a record; the offer of a refused one ends, its record stays."""
        if self._counting[dose.id] is None:
            dose.withdrawn_at = self._now
        else:
            dose.closes_at, dose.offer_at = self._now, None
        dose.changes_at = None

    def plan(self, regimens: Sequence[Regimen], days: Sequence[date], zone: ZoneInfo) -> None:
        """Make the doses of consecutive days those of the regimens."""
        wanted = [one for on in days for one in self._of_day(regimens, on, zone)]
        keys = {(on, slot.local_time) for on, _regimen, slot in wanted}
        for dose in self.unfinished():
            if (dose.local_on, dose.local_time) not in keys:
                self.withdraw(dose)
        absence, frames = self._open_absence(), self._frames(wanted, regimens, days, zone)
        for (on, regimen, slot), frame in zip(wanted, frames, strict=True):
            self._apply(on, regimen, slot, frame, absence)

    def _frames(
        self,
        wanted: Sequence[Wanted],
        regimens: Sequence[Regimen],
        days: Sequence[date],
        zone: ZoneInfo,
    ) -> Iterator[rules.Frame]:
        """Yields the windows of the doses: of two dates, only one asks for a dose at a time."""
        after = days[-1] + timedelta(days=1)
        last = plan_of_day(regimens, after)
        due = [(_series(regimen, slot), slot.due_at) for _on, regimen, slot in wanted]
        later = [(_series(last, slot), slot.due_at) for slot in slots(last, after, zone)]
        previous = self._last_due_before(days[0])
        for number, (series, at) in enumerate(due):
            coming = (one for name, one in [*due[number + 1 :], *later] if name == series)
            yield rules.frame(at, self._limits, previous.get(series), next(coming, None))
            previous[series] = at

    def _last_due_before(self, first: date) -> dict[str, datetime]:
        """Returns when the last dose of each series was due."""
        rows = select(Dose.local_time, func.max(Dose.due_at)).group_by(Dose.local_time)
        rows = rows.where(Dose.medication_id == self._medication.id, Dose.local_on < first)
        found = self._session.execute(rows.where(Dose.withdrawn_at.is_(None))).all()
        last = dict(found)
        return last | ({HOURLY: max(last.values())} if last else {})

    def _of_day(self, regimens: Sequence[Regimen], on: date, zone: ZoneInfo) -> list[Wanted]:
        regimen = plan_of_day(regimens, on)
        if is_complete(self._session, regimen):
            return []
        known = [
            Known(Slot(dose.local_time, dose.due_at), self._settled(dose))
            for dose in self._doses.values()
            if dose.local_on == on and dose.withdrawn_at is None
        ]

        def is_past(slot: Slot) -> bool:
            return rules.frame(slot.due_at, self._limits).late_at <= regimen.created_at

        asked = slots_to_ask(slots(regimen, on, zone), known, self._now, is_past)
        return [(on, regimen, slot) for slot in asked]

    def _settled(self, dose: Dose) -> bool:
        counting = self._counting[dose.id]
        return counting is not None and rules.settles(counting)

    def _apply(
        self, on: date, regimen: Regimen, slot: Slot, frame: rules.Frame, absence: str | None
    ) -> None:
        """Create the dose, or give it the regimen and, unless it is open already, its window."""
        dose = self._doses.get((on, slot.local_time))
        if dose is not None and dose.withdrawn_at is None:
            if dose.closes_at <= self._now:
                return
            dose.regimen_id = regimen.id
            if dose.opens_at <= self._now or self._counting[dose.id] is not None:
                return
        dose = dose or Dose(local_on=on)
        _fill(dose, regimen, slot, frame, self._now)
        dose.recipient_id, dose.absence_id = self._medication.recipient_id, absence
        self._session.add(dose)

    def _open_absence(self) -> str | None:
        rows = select(Absence.id).where(Absence.recipient_id == self._medication.recipient_id)
        return self._session.scalar(rows.where(Absence.ends_at.is_(None)))


def _series(regimen: Regimen, slot: Slot) -> str:
    """Returns the name of the doses that follow one another: those of one time of the day, or all
    of a regimen that is given every so many hours."""
    return HOURLY if regimen.every_hours else slot.local_time


def _fill(dose: Dose, regimen: Regimen, slot: Slot, frame: rules.Frame, now: datetime) -> None:
    dose.family_id, dose.medication_id = regimen.family_id, regimen.medication_id
    dose.regimen_id = regimen.id
    dose.local_time, dose.due_at = slot.local_time, frame.due_at
    dose.opens_at, dose.late_at, dose.closes_at = frame.opens_at, frame.late_at, frame.closes_at
    dose.offer_at, dose.tell_at = None, frame.tell_at
    dose.told, dose.changes_at = rules.state_by_clock(dose, now), rules.next_change(dose, now)
    dose.withdrawn_at = None
