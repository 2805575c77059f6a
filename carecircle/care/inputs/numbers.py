"""Whole numbers and quantities."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from carecircle.care.inputs.values import Value
from carecircle.care.translatable import lazy_gettext as _

THOUSAND = 1000


class Whole(Value):
    """A whole number between two bounds."""

    def __init__(self, least: int, most: int, required: str | None = None, **kwargs: Any):
        super().__init__("", required, **kwargs)
        self.least, self.most = least, most

    def parse(self, text: str) -> int:
        if not re.fullmatch("[0-9]{1,9}", text) or not self.least <= int(text) <= self.most:
            raise ValueError(
                _(
                    "Type a whole number from %(least)s to %(most)s",
                    least=self.least,
                    most=self.most,
                )
            )
        return int(text)


class Amount(Value):
    """A quantity with at most three decimals, as whole thousandths; above 0, at most 1,000,000."""

    def parse(self, text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,7}([.,][0-9]{1,3})?", text):
            raise ValueError(_("Type an amount such as 1 or 0.5"))
        try:
            thousandths = int(Decimal(text.replace(",", ".")) * THOUSAND)
        except InvalidOperation as error:
            raise ValueError(_("Type an amount such as 1 or 0.5")) from error
        if not 0 < thousandths <= 1_000_000 * THOUSAND:
            raise ValueError(_("Type an amount above 0"))
        return thousandths
