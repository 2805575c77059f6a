"""What may come in about stock, tasks and absences."""

from carecircle.care.inputs import Amount, Input, Line
from carecircle.care.translatable import lazy_gettext as _


class Balance(Amount):
    """An amount that may be nothing at all."""

    def parse(self, text: str) -> int:
        return 0 if text.strip("0.,") == "" and text[:1] == "0" else super().parse(text)


class BookingInput(Input):
    quantity = Amount(required=_("Say how much came in"))
    note = Line(most=300)


class CountInput(Input):
    """What somebody counted. note: asked where it differs from what should be there."""

    quantity = Balance(required=_("Say how much is there"))
    note = Line(most=300)
    witness = Line(most=32)
