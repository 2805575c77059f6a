"""What can have happened to a dose, each with its letter on the chart."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Outcome:
    """is_taken: something went in, so it counts for intervals, maxima and stock.
    is_refusal: it counts among refusals running.
    stays_on_offer: the dose may be offered again until its window ends."""

    name: str
    letter: str
    is_taken: bool = False
    is_refusal: bool = False
    stays_on_offer: bool = False
    needs_reason: bool = True


_ALL = (
    Outcome("given", "G", is_taken=True, needs_reason=False),
    Outcome("partly", "P", is_taken=True),
    Outcome("self_administered", "M", is_taken=True, needs_reason=False),
    Outcome("prompted", "K", is_taken=True, needs_reason=False),
    Outcome("refused", "R", is_refusal=True, stays_on_offer=True),
    Outcome("refused_destroyed", "D", is_refusal=True),
    Outcome("nausea", "V"),
    Outcome("hospital", "H"),
    Outcome("away", "A"),
    Outcome("asleep", "S", stays_on_offer=True),
    Outcome("not_required", "N"),
    Outcome("withheld", "W"),
    Outcome("unavailable", "U"),
    Outcome("other", "O"),
)

BY_NAME = {outcome.name: outcome for outcome in _ALL}
OUTCOMES = tuple(BY_NAME)
