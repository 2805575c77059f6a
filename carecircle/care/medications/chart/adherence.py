"""Pure rules of adherence: recorded over due, with the exclusions named (rule 29)."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from carecircle.care.medications.outcomes import BY_NAME


@dataclass(frozen=True)
class Counted:
    """A dose. outcome: of the record that counts; absence: the kind of absence it fell into."""

    is_due: bool
    outcome: str | None
    absence: str | None


@dataclass
class Adherence:
    """left_out: the number of excluded doses, by reason. With nothing recorded, recorded is 0."""

    due: int = 0
    recorded: int = 0
    taken: int = 0
    left_out: dict[str, int] = field(default_factory=dict)


def adherence(doses: Iterable[Counted]) -> Adherence:
    found = Adherence()
    for dose in doses:
        if not dose.is_due and dose.outcome is None:
            continue  # not due yet: it does not count in any case
        why = _left_out(dose)
        if why is not None:
            found.left_out[why] = found.left_out.get(why, 0) + 1
        else:
            found.due += 1
            found.recorded += dose.outcome is not None
            found.taken += dose.outcome is not None and BY_NAME[dose.outcome].is_taken
    return found


def _left_out(dose: Counted) -> str | None:
    if dose.outcome is None:
        return dose.absence
    return dose.outcome if BY_NAME[dose.outcome].is_excluded else None
