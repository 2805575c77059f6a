"""The facts of a shift in its handoff: codes and values, turned into words when shown."""

from dataclasses import asdict, dataclass
from typing import Any

FROM_PAPER = "from_paper"
KINDS = (
    *("doses_given", "late", "not_given", "absent", "offered", "not_recorded", "prn", "to_check"),
    *("left_unrecorded", "emergency", "stock", "fluids", "observed", "note", "earlier"),
)


@dataclass(frozen=True)
class Measured:
    """The value of an observation, in its unit, with its note."""

    value: str
    unit: str = ""
    note: str | None = None


@dataclass(frozen=True)
class Fact:
    """kind: of KINDS; `earlier` is a sentence of an earlier version, with its icon as code.

    name: of a medication, or the author of a note. text: a person's words. code: the type of an
    emergency, the kind of an observation, or the outcome of a dose that was not given; FROM_PAPER:
    copied from paper, signed by `name_on_paper`. time: HH:MM, next_safe: YYYY-MM-DDTHH:MM, both on
    the family's clock. count: doses given, days of stock, ml. of: doses that were due.
    """

    kind: str
    name: str | None = None
    text: str | None = None
    code: str | None = None
    name_on_paper: str | None = None
    time: str | None = None
    next_safe: str | None = None
    count: int | None = None
    of: int | None = None
    measured: tuple[Measured, ...] = ()


def as_json(fact: Fact) -> dict[str, object]:
    """Returns the members that are not empty, as they are stored."""
    members = {name: value for name, value in asdict(fact).items() if value not in (None, ())}
    if fact.measured:
        members["measured"] = [asdict(one) for one in fact.measured]
    return members


def of_json(kept: dict[str, Any]) -> Fact:
    measured = tuple(Measured(**one) for one in kept.get("measured", ()))
    return Fact(**kept | {"measured": measured})
