"""Types of fields of a regimen that does not have the same dose every day."""

import re
from typing import Any

from carecircle.care.inputs.folding import without_accents
from carecircle.care.inputs.numbers import Amount
from carecircle.care.inputs.values import NO_VALUE, JsonSchema, Several
from carecircle.care.medications.amounts import Step
from carecircle.care.translatable import lazy_gettext as _

MOST_STEPS, MOST_DAYS = 40, 365
_HOW = _("Write one step a line, such as 4 for 7 days")
_MANY = _("At most %(most)s steps", most=MOST_STEPS)
_STEP = re.compile(
    r"(?P<quantity>[0-9.,]+)(?: ?(?:for|x|\u00d7|durante|por|=|:) ?"
    r"(?P<days>[0-9]{1,3}) ?(?P<unit>d|days?|dias?|w|weeks?|semanas?|sem)?)?"
)
_WEEKS = ("w", "week", "weeks", "semana", "semanas", "sem")


class MonthDays(Several):
    """`1, 15` or a list, as sorted days of the month."""

    def parse(self, text: str) -> list[int]:
        words = [word for word in re.split(r"[,;\s]+", text) if word]
        if not all(re.fullmatch("[0-9]{1,2}", word) and 1 <= int(word) <= 31 for word in words):
            raise ValueError(_("Type days of the month from 1 to 31, such as 1, 15"))
        return sorted({int(word) for word in words})

    def json_schema(self) -> JsonSchema:
        day = {"type": "integer", "minimum": 1, "maximum": 31}
        return self.described(day, {"type": "string", "examples": ["1, 15"]})


class Steps(Several):
    """`4 for 7 days` on each line, or a list of objects with quantity and days, as steps. The last
    one may go on."""

    BETWEEN = "\n"

    def read(self, given: Any) -> list[Step] | None:
        is_objects = isinstance(given, list) and any(isinstance(one, dict) for one in given)
        found = [_of_json(one) for one in given] if is_objects else super().read(given)
        return _checked(found) if found else None

    def parse(self, text: str) -> list[Step]:
        return [_of_line(line) for line in re.split(r"[;\n]", text) if line.strip()]

    def json_schema(self) -> JsonSchema:
        days = {"type": ["integer", "null"], "minimum": 1, "maximum": MOST_DAYS}
        step = {
            "type": "object",
            "properties": {"quantity": Amount().json_schema(), "days": days},
            "required": ["quantity"],
            "additionalProperties": False,
            "examples": [{"quantity": 4, "days": 7}],
        }
        text = {"type": "string", "examples": ["4 for 7 days; 3 for 7 days"]}
        return self.described(step, text) | {
            "description": "days: null in a last step that goes on"
        }


def _of_line(line: str) -> Step:
    match = _STEP.fullmatch(without_accents(line))
    if match is None:
        raise ValueError(_HOW)
    days = int(match["days"]) * (7 if match["unit"] in _WEEKS else 1) if match["days"] else None
    return Step(quantity=Amount().parse(match["quantity"]), days=days)


def _of_json(one: Any) -> Step:
    if not isinstance(one, dict) or not one.keys() <= {"quantity", "days"}:
        raise ValueError(_HOW)
    quantity, days = Amount().read(one.get("quantity")), one.get("days")
    if quantity is None or isinstance(days, bool) or not isinstance(days, int | None):
        raise ValueError(NO_VALUE if quantity is not None else _HOW)
    return Step(quantity=quantity, days=days)


def _checked(steps: list[Step]) -> list[Step]:
    if len(steps) > MOST_STEPS:
        raise ValueError(_MANY)
    if any(one["days"] is None for one in steps[:-1]):
        raise ValueError(_("Say for how many days each step lasts; only the last one may go on"))
    if any(one["days"] is not None and not 1 <= one["days"] <= MOST_DAYS for one in steps):
        raise ValueError(_("A step lasts from 1 to %(most)s days", most=MOST_DAYS))
    return steps
