"""The register: appends entries, and asks before the balance falls below zero."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.errors import Conflict, RuleBroken
from carecircle.care.medications import regimens
from carecircle.care.medications.models import Administration, Medication, StockEntry
from carecircle.care.medications.regimen_in_force import decimal_of
from carecircle.care.medications.stock import supply
from carecircle.care.medications.thresholds import thresholds_of
from carecircle.care.translatable import lazy_gettext as _

BELOW_ZERO = "below-zero"
Codes = Collection[str] | None


@dataclass(frozen=True)
class EntryTexts:
    """What an entry says: a person's note, the system's remark, the name of a witness; of a
    delivery, its batch and expiry."""

    note: str | None = None
    remark: str | None = None
    witness: str | None = None
    batch: str | None = None
    expires_on: date | None = None

    def of_delivery(self) -> dict[str, str | date | None]:
        return {"note": self.note, "batch": self.batch, "expires_on": self.expires_on}


def must_not_go_below_zero(
    session: Session, medication: Medication, quantity: int, confirm: Codes
) -> None:
    """Raises RuleBroken to confirm that more leaves than the register says is there."""
    left = medication.stock or 0
    if left >= quantity or BELOW_ZERO in (confirm or ()):
        return
    regimen = regimens.regimen_of(session, medication.id)
    amount = f"{decimal_of(max(left, 0))} {regimen.unit if regimen else ''}".strip()
    words = _(
        "By the register only %(amount)s is left. Look at the box. If it is really so, say so and "
        "send it again, then count what is there",
        amount=amount,
    )
    raise RuleBroken(words, BELOW_ZERO)


def append_entry(
    session: Session,
    actor: Actor,
    medication: Medication,
    kind: str,
    change: int,
    texts: EntryTexts = EntryTexts(),
    of: Administration | None = None,
) -> None:
    medication.stock = (medication.stock or 0) + change
    if medication.stock > supply.MOST:
        raise Conflict(_("That amount is too large"), "too-much-stock")
    entry = StockEntry(
        family_id=actor.family_id,
        medication_id=medication.id,
        number=_next_number(session, medication.id),
        kind=kind,
        change=change,
        balance=medication.stock,
        administration_id=of.id if of else None,
        at=clock.now(),
        by=actor.must_be_a_member(),
        by_name=actor.name,
        witness_name=texts.witness,
        remark="below_zero" if medication.stock < 0 and change < 0 else texts.remark,
        **texts.of_delivery(),
    )
    session.add(entry)
    session.flush()
    _expect_count(session, medication, kind)


def _expect_count(session: Session, medication: Medication, kind: str) -> None:
    """Set when a controlled medication is counted next: some days after the last count."""
    if medication.is_controlled and (kind == "counted" or medication.count_due_at is None):
        days = thresholds_of(session, medication)["count_days"]
        medication.count_due_at = clock.now() + timedelta(days=days)


def _next_number(session: Session, medication_id: str) -> int:
    rows = select(func.max(StockEntry.number)).where(StockEntry.medication_id == medication_id)
    return (session.scalar(rows) or 0) + 1
