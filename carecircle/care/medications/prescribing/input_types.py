"""Types of fields that only a medication has: active ingredients, days of the week."""

from typing import Any

from carecircle.care.inputs.values import JsonSchema, Several
from carecircle.care.medications.prescribing.strengths import ingredients_in
from carecircle.care.medications.prescribing.weekdays import EVERY_DAY, weekdays_in
from carecircle.care.translatable import lazy_gettext as _

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MOST = 1000


class Ingredients(Several):
    """`codeine 8 mg; paracetamol 500 mg`, lines, or a list, as micrograms by name."""

    BETWEEN = "\n"

    def parse(self, text: str) -> dict[str, int]:
        if len(text) > MOST:
            raise ValueError(_("At most 1000 characters"))
        return ingredients_in(text)

    def json_schema(self) -> JsonSchema:
        text: dict[str, Any] = {"type": "string", "maxLength": MOST}
        return self.described(text, text | {"examples": ["codeine 8 mg; paracetamol 500 mg"]})


class Weekdays(Several):
    """`mon, thu`, `mon-fri`, `lunes a viernes` or a list, as bits: Monday 1 to Sunday 64; None:
    every day."""

    BETWEEN = ","

    def parse(self, text: str) -> int | None:
        try:
            bits = weekdays_in(text)
        except ValueError as error:
            raise ValueError(_("Name days such as mon, thu or mon-fri")) from error
        return None if bits == EVERY_DAY else bits

    def json_schema(self) -> JsonSchema:
        text = {"type": "string", "examples": ["mon, thu", "mon-fri", "weekends"]}
        return self.described({"type": "string", "enum": list(DAYS)}, text)
