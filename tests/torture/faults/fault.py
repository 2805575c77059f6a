"""What a fault is."""

from collections.abc import Callable
from dataclasses import dataclass

Strike = Callable[[], bool]


@dataclass(frozen=True)
class Fault:
    """strike: inflicts it and mends it; returns whether it was seen to have happened.

    after: ends what is left of it once the clients have recovered, or could not.
    family_id: the only family that it concerns, if it is one.
    """

    kind: str
    strike: Strike
    after: Callable[[], object] | None = None
    family_id: str | None = None
