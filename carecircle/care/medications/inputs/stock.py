"""What may come in about stock, tasks and absences."""

from carecircle.care.inputs import Amount, Choice, Input, Instant, Line, Words
from carecircle.care.medications.models.stock import ABSENCES, STATUSES
from carecircle.care.wording import say


class Balance(Amount):
    """An amount that may be nothing at all."""

    def parse(self, text: str) -> int:
        return 0 if text.strip("0.,") == "" and text[:1] == "0" else super().parse(text)


class BookingInput(Input):
    quantity = Amount(required=say("Say how much came in"))
    note = Line(most=300)


class CountInput(Input):
    """What somebody counted. note: asked where it differs from what should be there."""

    quantity = Balance(required=say("Say how much is there"))
    note = Line(most=300)
    witness = Line(most=32)


class StepInput(Input):
    """outcome: what came of it, where somebody was asked."""

    outcome = Line(most=500)
    step = Choice(STATUSES[1:], required=say("Say what was done"))


class AbsenceInput(Input):
    recipient = Line(most=32)
    kind = Choice(ABSENCES, required=say("Say whether in hospital or away"))
    starts_at = Instant()
    note = Words(most=1000)


class ReturnInput(Input):
    ends_at = Instant()
