"""Members that have several names: which value counts, and which contradict each other."""

from collections.abc import Iterable
from dataclasses import dataclass

from carecircle.care.translatable import lazy_gettext as _

MOST_NAMED, LONGEST_NAME = 20, 80
ONCE_ONLY = _("Say this once only")


@dataclass(frozen=True)
class Merged:
    """values: by name. contradictory: the names that were sent with different values."""

    values: dict[str, object]
    contradictory: frozenset[str]

    def messages(self) -> dict[str, str]:
        """Returns the message by field for the contradictory names, MOST_NAMED of them."""
        names = sorted(self.contradictory)[:MOST_NAMED]
        return {name[:LONGEST_NAME]: ONCE_ONLY for name in names}


def merged(pairs: Iterable[tuple[str, object]]) -> Merged:
    """Returns the values by name; an empty value gives way to another, in any order."""
    values: dict[str, object] = {}
    contradictory = set[str]()
    for name, value in pairs:
        if is_empty(values.get(name)):
            values[name] = value
        elif not is_empty(value) and not _are_equal(values[name], value):
            contradictory.add(name)
    return Merged(values, frozenset(contradictory))


def is_empty(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _are_equal(one: object, other: object) -> bool:
    """Returns whether they are the same in JSON, where 1 is not true."""
    return type(one) is type(other) and one == other
