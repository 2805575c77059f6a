"""Every type of event with all its properties. Other lists of types are derived from this one.

A file per subject; the order is that of docs/contract.md and of the feed's filters.
"""

from collections.abc import Iterable, Mapping

from carecircle.events.catalogue import (
    care_day,
    chat,
    emergencies,
    follow_ups,
    medications,
    passing,
    people,
    shifts,
)
from carecircle.events.catalogue.kind import LOWEST_RANK, EventType, Notify

__all__ = [
    "ALARMS",
    "CHOICES",
    "FEED",
    "FILTERS",
    "LOWEST_RANK",
    "NOTIFIED",
    "ON_DUTY_FIRST",
    "TYPES",
    "EventType",
    "Notify",
    "check",
    "feed_types",
    "refreshing",
]

_SUBJECTS = (medications, follow_ups, emergencies, shifts, chat, care_day, people, passing)
TYPES: dict[str, EventType] = {kind.name: kind for of in _SUBJECTS for kind in of.TYPES}


def _names(kinds: Iterable[EventType]) -> tuple[str, ...]:
    return tuple(kind.name for kind in kinds)


FEED = _names(kind for kind in TYPES.values() if kind.in_feed)
FILTERS = tuple(dict.fromkeys(TYPES[name].filter or "" for name in FEED if TYPES[name].filter))
NOTIFIED = _names(kind for kind in TYPES.values() if kind.notifies)
ON_DUTY_FIRST = _names(kind for kind in TYPES.values() if kind.on_duty_first)
ALARMS = _names(kind for kind in TYPES.values() if kind.is_alarm)
CHOICES = tuple(
    dict.fromkeys(rule.choice for name in NOTIFIED for rule in TYPES[name].notifies if rule.choice)
)


def feed_types(filter_: str | None = None) -> tuple[str, ...]:
    """Returns the types that are lines of the feed, or those of one filter."""
    return tuple(name for name in FEED if filter_ in (None, TYPES[name].filter))


def refreshing(part: str) -> tuple[str, ...]:
    """Returns the types after which that part of a page is fetched again. A notification always
    changes the badge."""
    return _names(
        kind
        for kind in TYPES.values()
        if part in kind.refreshes or (part == "badge" and kind.notifies)
    )


def check(name: str, data: Mapping[str, object]) -> None:
    """Raises ValueError if the data of an event does not match the catalogue."""
    kind = TYPES.get(name)
    if kind is None or kind.is_ephemeral:
        raise ValueError(f"{name!r} is not a stored event of the catalogue")
    missing = [field for field in kind.fields if field not in data]
    if missing:
        raise ValueError(f"{name} lacks {', '.join(missing)}")
    unknown = sorted(data.keys() - kind.known)
    if unknown:
        raise ValueError(f"{name} does not have {', '.join(unknown)}")
