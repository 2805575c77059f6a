"""The counts of doses that need attention."""

from dataclasses import dataclass, field

from carecircle.web.medications.giving.dose_views import DoseView


@dataclass
class Counts:
    """The number of doses that need attention, and the first dose of each kind."""

    late: int = 0
    due: int = 0
    on_offer: int = 0
    not_recorded: int = 0
    first: dict[str, str] = field(default_factory=dict)

    def __getattr__(self, name: str) -> str | None:
        if name.startswith("first_"):
            return self.first.get(name.removeprefix("first_"))
        raise AttributeError(name)


def counts_of(doses: list[DoseView]) -> Counts:
    """Returns the counts of the open doses among these."""
    counts = Counts()
    for dose in doses:
        if dose.is_open:
            setattr(counts, dose.state, getattr(counts, dose.state) + 1)
            counts.first.setdefault(dose.state, dose.id)
    return counts
