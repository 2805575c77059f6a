"""What a label says is in it."""

from dataclasses import dataclass
from decimal import Decimal

from carecircle.care.medications.labels.units import converted


@dataclass(frozen=True)
class Per:
    """What an amount refers to: 5 ml, 1 hour, 1 dose, 1 g."""

    number: Decimal
    unit: str


@dataclass(frozen=True)
class Strength:
    """unit: mg, microgram, unit (international units), percent, mmol, ...; empty if none was typed.
    per: None for one tablet, capsule or the like."""

    number: Decimal
    unit: str
    per: Per | None = None


@dataclass(frozen=True)
class Content:
    """An active ingredient. amount None: unknown, and then so are unit and per. is_known: the name
    is in our lists."""

    ingredient: str
    amount: Decimal | None = None
    unit: str = ""
    per: Per | None = None
    is_known: bool = True

    def micrograms_in(self, unit: str) -> int | None:
        """Returns the micrograms in one of what is taken, such as a tablet, a ml or a mg.

        None if the label does not say: units are no mass, a patch gives its amount per hour, and
        nobody knows how many ml a spoon has.
        """
        if self.amount is None:
            return None
        mass = converted(self.amount, self.unit, "microgram")
        if mass is None:
            return None
        share = self._share(unit)
        return int(mass * share) if share is not None else None

    def _share(self, unit: str) -> Decimal | None:
        """Returns how much of what the amount refers to is in one `unit`."""
        if self.per is None:
            return None if converted(Decimal(1), unit, "ml") is not None else Decimal(1)
        if self.per.unit == "dose":
            return 1 / self.per.number if unit in _ONE_DOSE else None
        in_unit = converted(Decimal(1), unit, self.per.unit)
        return None if in_unit is None or self.per.unit == "hour" else in_unit / self.per.number


_ONE_DOSE = ("dose", "puff", "spray", "inhalation")
