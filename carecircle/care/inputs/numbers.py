"""Whole numbers and quantities."""

import re
from decimal import Decimal
from typing import Any

from carecircle.care.inputs.decimals import TwoReadings, decimal_in, has_two_readings
from carecircle.care.inputs.folding import visible
from carecircle.care.inputs.values import JsonSchema, Value
from carecircle.care.translatable import lazy_gettext as _

THOUSAND = 1000
MOST = 1_000_000
_PATTERN = "[0-9]{1,7}([.,][0-9]{1,2})?|0+[.,][0-9]{3}"
_NO_AMOUNT = _("Type an amount such as 1 or 0.5")
_WHOLE = re.compile("[0-9]{1,9}")


class Whole(Value):
    """A whole number between two bounds."""

    def __init__(self, least: int, most: int, required: str | None = None):
        super().__init__(required)
        self.least, self.most = least, most

    def parse(self, text: str) -> int:
        if has_two_readings(text):
            decimal_in(text)
        if not _WHOLE.fullmatch(text) or not self.least <= int(text) <= self.most:
            raise ValueError(
                _(
                    "Type a whole number from %(least)s to %(most)s",
                    least=self.least,
                    most=self.most,
                )
            )
        return int(text)

    def json_schema(self) -> JsonSchema:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


class Amount(Value):
    """A quantity with at most three decimals, as whole thousandths; above 0, at most 1,000,000.

    Text with two readings, such as 1,000, is asked about; a JSON number has only one.
    """

    LEAST = 1  # thousandths

    def read(self, given: Any) -> Any:
        if isinstance(given, int | float) and not isinstance(given, bool):
            return self._thousandths(Decimal(str(given)))
        return super().read(given)

    def parse(self, text: str) -> int:
        try:
            number = decimal_in(visible(text))
        except TwoReadings:
            raise
        except ValueError:
            raise ValueError(_NO_AMOUNT) from None
        return self._thousandths(number)

    def _thousandths(self, number: Decimal) -> int:
        if not number.is_finite():
            raise ValueError(_NO_AMOUNT)
        if number <= MOST and number * THOUSAND % 1:
            raise ValueError(_NO_AMOUNT)
        if number > MOST or number * THOUSAND < self.LEAST:
            raise ValueError(_("Type an amount above 0"))
        return int(number * THOUSAND)

    def json_schema(self) -> JsonSchema:
        number = {"type": "number", "exclusiveMinimum": 0, "maximum": MOST}
        text = {"type": "string", "pattern": f"^({_PATTERN})$"}
        return {"anyOf": [number, text], "description": "At most three decimals"}
