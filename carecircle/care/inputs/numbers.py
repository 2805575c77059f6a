"""Whole numbers and quantities."""

import re
from decimal import Decimal

from carecircle.care.inputs.values import JsonSchema, Value
from carecircle.care.translatable import lazy_gettext as _

THOUSAND = 1000
MOST = 1_000_000
_AMOUNT = re.compile(r"[0-9]{1,7}([.,][0-9]{1,3})?")
_WHOLE = re.compile("[0-9]{1,9}")


class Whole(Value):
    """A whole number between two bounds."""

    def __init__(self, least: int, most: int, required: str | None = None):
        super().__init__(required)
        self.least, self.most = least, most

    def parse(self, text: str) -> int:
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
    """A quantity with at most three decimals, as whole thousandths; above 0, at most 1,000,000."""

    def parse(self, text: str) -> int:
        if not _AMOUNT.fullmatch(text):
            raise ValueError(_("Type an amount such as 1 or 0.5"))
        thousandths = int(Decimal(text.replace(",", ".")) * THOUSAND)
        if not 0 < thousandths <= MOST * THOUSAND:
            raise ValueError(_("Type an amount above 0"))
        return thousandths

    def json_schema(self) -> JsonSchema:
        number = {"type": "number", "exclusiveMinimum": 0, "maximum": MOST}
        text = {"type": "string", "pattern": f"^{_AMOUNT.pattern}$"}
        return {"anyOf": [number, text], "description": "At most three decimals"}
