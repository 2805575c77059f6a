"""The kinds of observation in one table: name, units, possible and usual values.

The table is in the order in which a page lists the kinds. The usual ranges are those of an adult at
rest; each care recipient may have their own. They only mark a value, they are no diagnosis.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import ceil, floor

from carecircle.care.observations import choices
from carecircle.care.translatable import lazy_gettext as _

Unit = tuple[str, float, float]  # its name, factor and offset


@dataclass(frozen=True)
class Kind:
    """label: its name for people.

    units: each with its conversion to the first one, as (factor, offset). decimals: the most that a
    value has. least, most: what is possible at all, in the first unit. low, high: the usual range.
    is_pair: two numbers, 120/80. choices: value and label, in place of a number. steps: amounts
    that one tap records. is_daily: the usual range is for the total of a day. by_device: measured
    with a device; a call sheet lists these first. is_concern: the others must know of it, whatever
    the value.
    """

    name: str
    label: str
    units: tuple[Unit, ...] = ()
    least: float = 0
    most: float = 1_000_000
    low: float | None = None
    high: float | None = None
    choices: Mapping[str, str] = field(default_factory=dict)
    steps: tuple[str, ...] = ()
    is_pair: bool = False
    is_daily: bool = False
    by_device: bool = False
    is_concern: bool = False
    decimals: int = 0

    @property
    def unit(self) -> str:
        return self.units[0][0] if self.units else ""

    @property
    def is_number(self) -> bool:
        return bool(self.units) and not self.is_pair


def bounds_in(kind: Kind, unit: Unit) -> tuple[float, float]:
    """Returns what is possible at all in this unit, to one decimal, rounded inwards."""
    _name, factor, offset = unit
    least, most = ((bound - offset) / factor * 10 for bound in (kind.least, kind.most))
    return ceil(round(least, 6)) / 10, floor(round(most, 6)) / 10


def _in(unit: str) -> tuple[Unit, ...]:
    return ((unit, 1, 0),)


CELSIUS = (("°C", 1, 0), ("°F", 5 / 9, -160 / 9))
KILOGRAMS = (("kg", 1, 0), ("lb", 0.45359237, 0))
MMOL = (("mmol/L", 1, 0), ("mg/dL", 1 / 18.016, 0))
PRESSURE = _("Blood pressure")
CUPS = ("100", "150", "200", "250")
HOURS = ("4", "5", "6", "7", "8")
BRISTOL = ("1", "2", "3", "4", "5", "6", "7")

_TABLE = (
    Kind("mood", _("Mood"), choices=choices.MOODS),
    Kind("meal", _("Meal"), choices=choices.MEALS),
    Kind("fluids", _("Drink"), _in("ml"), 1, 5000, steps=CUPS, is_daily=True),
    Kind("sleep", _("Sleep"), _in("h"), 0, 24, steps=HOURS, decimals=2),
    Kind("bowels", _("Bowels"), _in("Bristol"), 0, 7, 3, 5, steps=BRISTOL),
    Kind("activity", _("Activity"), choices=choices.ACTIVITIES),
    Kind("pulse", _("Pulse"), _in("/min"), 20, 250, 50, 100, by_device=True),
    Kind("blood_pressure", PRESSURE, _in("mmHg"), 30, 280, 90, 140, is_pair=True, by_device=True),
    Kind("temperature", _("Temperature"), CELSIUS, 30, 44, 36, 37.9, by_device=True, decimals=2),
    Kind("weight", _("Weight"), KILOGRAMS, 2, 400, by_device=True, decimals=2),
    Kind("oxygen", _("Oxygen"), _in("%"), 40, 100, 94, 100, by_device=True),
    Kind("glucose", _("Glucose"), MMOL, 0.5, 50, 4, 10, by_device=True, decimals=2),
    Kind("soft_sign", _("Something is different"), choices=choices.SIGNS, is_concern=True),
    Kind("incident", _("Incident"), choices=choices.INCIDENTS, is_concern=True),
)

KINDS = {kind.name: kind for kind in _TABLE}
CONCERNS = tuple(kind.name for kind in _TABLE if kind.is_concern)
# The kinds whose last value a sheet shows, in its order.
READ_OUT = tuple(k.name for k in sorted(_TABLE, key=lambda k: not k.by_device) if not k.is_daily)
