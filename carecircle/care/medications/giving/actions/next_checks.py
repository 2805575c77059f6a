"""When the clock next changes a dose, set anew after each record, correction and undo."""

from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.medications import rules, thresholds
from carecircle.care.medications.giving.queries import DoseOfDay
from carecircle.care.medications.models import Administration


def schedule_next_check(session: Session, found: DoseOfDay, new: Administration | None) -> None:
    """Set it by the record that now counts: never if it settles the dose; a refused dose is offered
    again; without a record the clock goes on.

    new: a record that was added to those of the dose."""
    dose = found.dose
    records = [*found.records, new] if new else found.records
    counting = rules.record_that_counts(records)
    dose.offer_at = None
    if counting is not None and not rules.settles(counting):
        offer_min = thresholds.thresholds_of(session, found.medication)["offer_min"]
        dose.offer_at = rules.offer_at(dose, counting.recorded_at, offer_min)
    dose.changes_at = rules.next_check(dose, records, clock.now())
