"""Every kind of observation, in one table: its units, what is possible, what is usual.

The usual ranges are those of an adult at rest; each care recipient may have their own. They mark a
value, they judge nobody.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """units: each with how it becomes the first one, as (factor, offset). least, most: what is
    possible at all, in the first unit. low, high: what is usual. is_pair: two numbers, 120/80.
    choices: words in place of a number. is_daily: what is usual is the total of a day.
    """

    name: str
    units: tuple[tuple[str, float, float], ...] = ()
    least: float = 0
    most: float = 1_000_000
    low: float | None = None
    high: float | None = None
    is_pair: bool = False
    choices: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    is_daily: bool = False

    @property
    def unit(self) -> str:
        return self.units[0][0] if self.units else ""

    @property
    def is_number(self) -> bool:
        return bool(self.units) and not self.is_pair


def _in(unit: str) -> tuple[tuple[str, float, float], ...]:
    return ((unit, 1, 0),)


SOFT_SIGNS = (
    "breathless",
    "drinks_less",
    "confused",
    "sleepier",
    "off_legs",
    "pale",
    "pain",
    "worry",
)

KINDS = {
    kind.name: kind
    for kind in (
        Kind("pulse", _in("/min"), 20, 250, 50, 100),
        Kind("blood_pressure", _in("mmHg"), 30, 280, 90, 140, is_pair=True),
        Kind("temperature", (("°C", 1, 0), ("°F", 5 / 9, -160 / 9)), 30, 44, 36, 37.9),
        Kind("weight", (("kg", 1, 0), ("lb", 0.45359237, 0)), 2, 400),
        Kind("oxygen", _in("%"), 40, 100, 94, 100),
        Kind("glucose", (("mmol/L", 1, 0), ("mg/dL", 1 / 18.016, 0)), 0.5, 50, 4, 10),
        Kind("fluids", _in("ml"), 1, 5000, steps=("100", "150", "200", "250"), is_daily=True),
        Kind("meal", choices=("all", "half", "little", "none")),
        Kind("sleep", _in("h"), 0, 24, steps=("4", "5", "6", "7", "8")),
        Kind("mood", choices=("cheerful", "calm", "low", "anxious", "restless")),
        Kind("bowels", _in("Bristol"), 0, 7, 3, 5, steps=("1", "2", "3", "4", "5", "6", "7")),
        Kind("activity", choices=("walked", "exercised", "went_out", "visitor", "rested")),
        Kind("incident", choices=("fall", "skin", "behaviour", "equipment", "other")),
        Kind("soft_sign", choices=SOFT_SIGNS),
    )
}
