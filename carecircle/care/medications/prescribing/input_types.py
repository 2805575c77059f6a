"""Types of fields that only a medication has: active ingredients, days of the week."""

from typing import Any

from carecircle.care.inputs.values import JsonSchema, Several
from carecircle.care.medications.prescribing.strengths import ingredients_in
from carecircle.care.translatable import lazy_gettext as _

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
EVERY_DAY = 127
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
    """`mon, thu` or a list, as bits: Monday 1 to Sunday 64; None: every day."""

    BETWEEN = " "

    def parse(self, text: str) -> int | None:
        words = [word[:3] for word in text.lower().replace(",", " ").split()]
        if not set(words) <= set(DAYS):
            raise ValueError(_("Name days such as mon, thu"))
        bits = sum(1 << DAYS.index(day) for day in set(words))
        return None if bits == EVERY_DAY else bits

    def json_schema(self) -> JsonSchema:
        text = {"type": "string", "examples": ["mon, thu"]}
        return self.described({"type": "string", "enum": list(DAYS)}, text)
