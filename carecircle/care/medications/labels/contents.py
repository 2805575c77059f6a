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

    @property
    def micrograms(self) -> Decimal | None:
        """The mass; None if it is unknown, or no mass, such as units or a percentage."""
        if self.amount is None:
            return None
        return converted(self.amount, self.unit, "microgram")
