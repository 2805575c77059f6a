"""Validates a record before it is stored: time, reason, quantity."""

from datetime import datetime
from zoneinfo import ZoneInfo

from carecircle import clock
from carecircle.care.errors import Invalid, RuleBroken
from carecircle.care.medications import outcomes, rules
from carecircle.care.medications.giving.inputs import GivingInput
from carecircle.care.medications.regimens import DoseOrPrn
from carecircle.care.thresholds.definitions import Thresholds
from carecircle.care.translatable import lazy_gettext as _
from carecircle.care.typed_times import latest_instant, minutes_to_come

WHY_OF = {
    "withheld": _("Say on whose advice, and why"),
    "other": _("Say what happened, and why"),
}


def given_at(at: datetime | None, zone: str) -> datetime | None:
    """Returns the instant; a time without a zone is in the recipient's time zone."""
    if at is None or at.tzinfo is not None:
        return at
    return latest_instant(at.date(), at.time(), ZoneInfo(zone), clock.now())


def check(
    asked: DoseOrPrn,
    outcome: outcomes.Outcome,
    values: GivingInput,
    at: datetime,
    limits: Thresholds,
    is_new: bool,
    has_reason: bool,
) -> None:
    """Raises Invalid with everything that is missing, and RuleBroken that asks to confirm."""
    now, wrong = clock.now(), dict[str, str]()
    if rules.is_in_future(at, now):
        minutes = minutes_to_come(at, now)
        wrong["given_at"] = _("That is in %(num)s min. Type a time up to now", num=minutes)
    if not has_reason:
        wrong |= _reason_errors(asked, outcome, at, now, limits, is_new)
    if asked.medication.is_prn and outcome.is_taken and is_new and values.score is None:
        wrong["score"] = _("Say how bad it is, from 0 to 10")
    wrong |= _quantity_errors(asked, outcome, values)
    if wrong:
        raise Invalid(wrong)
    _must_be_sure(asked, outcome, values, limits["many_times"])


def _reason_errors(
    asked: DoseOrPrn,
    outcome: outcomes.Outcome,
    at: datetime,
    now: datetime,
    limits: Thresholds,
    is_new: bool,
) -> dict[str, str]:
    if outcome.needs_reason:
        return {"reason": WHY_OF.get(outcome.name, _("Say why"))}
    if asked.medication.is_prn:
        return {"reason": _("Say what it is given for")}
    if is_new and asked.dose is not None and rules.is_too_early(asked.dose, at):
        due = asked.dose.local_time
        return {"reason": _("This is early: due at %(due)s. Say why it is given now", due=due)}
    late_min = limits["recorded_late_min"]
    if is_new and rules.is_recorded_late(at, now, late_min):
        return {
            "reason": _("More than %(num)s min ago: it is recorded late. Say why", num=late_min)
        }
    return {}


def _quantity_errors(
    asked: DoseOrPrn, outcome: outcomes.Outcome, values: GivingInput
) -> dict[str, str]:
    if values.quantity or not outcome.is_taken:
        return {}
    if outcome.name == "partly":
        return {"quantity": _("Say how much was taken")}
    if asked.regimen.quantity_most:
        return {"quantity": _("The dose may vary. Say how much")}
    return {}


def _must_be_sure(
    asked: DoseOrPrn, outcome: outcomes.Outcome, values: GivingInput, many: int
) -> None:
    """Raises RuleBroken to confirm an amount that looks like a slip by a factor of ten (rule
    11)."""
    planned = asked.regimen.quantity_most or asked.planned
    quantity = values.quantity or 0
    if outcome.is_taken and not values.sure and rules.is_many_times(quantity, planned, many):
        times = quantity // planned
        raise RuleBroken(
            _(
                "That is %(times)s times the planned dose. Look at the box again. "
                "If it really was so much, say so and send it again",
                times=times,
            ),
            "ten-times",
        )
