"""What may come in about a medication and its regimen."""

from typing import Any

from carecircle.care.inputs import (
    Amount,
    Flag,
    Input,
    Line,
    LocalDate,
    Times,
    Whole,
    Words,
)
from carecircle.care.inputs.values import Value, plain
from carecircle.care.medications.giving.limits import MOST_INTERVAL_MIN
from carecircle.care.medications.prescribing.strengths import ingredients_in
from carecircle.care.thresholds.inputs import MedicationThresholdsInput
from carecircle.care.translatable import lazy_gettext as _

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
EVERY_DAY = 127


class Ingredients(Value):
    """`codeine 8 mg; paracetamol 500 mg`, lines, or a list, as micrograms by name."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        joined = "\n".join(plain(value) for value in valuelist)
        super().process_formdata([joined] if joined.strip() else [])

    def parse(self, text: str) -> dict[str, int]:
        if len(text) > 1000:
            raise ValueError(_("At most 1000 characters"))
        return ingredients_in(text)


class Weekdays(Value):
    """`mon, thu` or a list, as bits: Monday 1 to Sunday 64; None where every day is meant."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        joined = " ".join(plain(value) for value in valuelist)
        super().process_formdata([joined] if joined.strip() else [])

    def parse(self, text: str) -> int | None:
        words = [word[:3] for word in text.lower().replace(",", " ").split()]
        if not set(words) <= set(DAYS):
            raise ValueError(_("Name days such as mon, thu"))
        bits = sum(1 << DAYS.index(day) for day in set(words))
        return None if bits == EVERY_DAY else bits


class RegimenInput(Input):
    """How much and when. min_interval_h: least hours between two of the same ingredient;
    max_per_day: the most of it in 24 rolling hours, in its unit."""

    quantity = Amount(required=_("Say how much is taken each time"))
    quantity_most = Amount()
    unit = Line(most=40)
    times = Times()
    weekdays = Weekdays()
    every_days = Whole(1, 365)
    every_hours = Whole(1, 24 * 14)
    starts_on = LocalDate()
    ends_on = LocalDate()
    min_interval_h = Amount()
    max_per_day = Amount()


class ChangeInput(RegimenInput):
    """A change of the regimen, and who advised it."""

    why = Line(required=_("Say why, and who advised it"), most=300)


class PrnDetails(Input):
    """What a PRN needs besides its dose and limits (rule 12)."""

    indication = Words(most=1000)
    tried_first = Line(most=300)
    expected_effect = Line(most=300)
    call_when = Line(most=300)
    review_on = LocalDate()


class MedicationInput(RegimenInput, PrnDetails, MedicationThresholdsInput):
    name = Line(required=_("Say what it is called, as on the box"), most=120)
    recipient = Line(most=32)
    strength = Line()
    form = Line()
    route = Line()
    ingredients = Ingredients()
    is_prn = Flag()
    is_time_critical = Flag()
    needs_witness = Flag()
    is_controlled = Flag()
    instructions = Words(most=1000)
    prescriber = Line(most=120)
    pharmacy = Line(most=120)
    stock = Amount()
    refill_level = Amount()


class ActivationInput(RegimenInput, PrnDetails, MedicationThresholdsInput):
    """What is still missing of a PRN, or said anew; the rest stays."""

    quantity = Amount()


def minutes_of(hours: int | None) -> int | None:
    """Thousandths of an hour as whole minutes, at most a fortnight."""
    return min(round(hours * 60 / 1000), MOST_INTERVAL_MIN) if hours else None


class StopInput(Input):
    why = Line(required=_("Say why, and who advised it"), most=300)
