"""The properties of a type of event: its data, who may see it, where it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field

LOWEST_RANK = 7
EVERYBODY = "everybody"
CONCERNED = "concerned"
MENTIONED = "mentioned"
ON_DUTY = "on_duty"
ADMINS = "admins"
CARERS = "carers"
UNOWNED = "unowned"


@dataclass(frozen=True)
class Notify:
    """The members who are notified of an event.

    why: the reason that they are shown. to: EVERYBODY, or a group of members, which
    care/notifications/rules.py resolves. choice: the setting with which a member turns it off; None
    if it cannot be turned off. where: a key of the data whose value must be true; unless: one whose
    value must not be. only: keys of the data, and the values that each may have.
    """

    why: str
    to: str
    choice: str | None
    where: str | None = None
    unless: str | None = None
    only: Mapping[str, tuple[object, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class EventType:
    """A type of event.

    fields: the keys that its data always has. optional: the keys that it has in some cases.
    details: names, amounts and texts that its line in the feed needs, as they were at that moment;
    a home tablet does not receive them. meaning: a sentence for docs/contract.md. audience: who may
    see it, unless the event overrides it.

    in_feed: whether it is a line of the activity feed; filter: the filter of the feed that shows
    it. rank: its importance, 0 is the highest. rank_by: a key of the data, and those of its values
    that have another rank.

    notifies: the first that applies to a member counts. on_duty_first: members who are not on duty
    are notified only if nobody on duty has read it after a while. is_alarm: a device confirms that
    it has received it. on_tablet: shown on a home tablet.

    varies_by: the permissions that its fragment depends on. refreshes: parts of a page that are
    fetched again after it. is_ephemeral: never stored.
    """

    name: str
    fields: tuple[str, ...]
    optional: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    meaning: str = ""
    audience: str = "family"
    in_feed: bool = False
    filter: str | None = None
    rank: int = LOWEST_RANK
    rank_by: tuple[str, Mapping[str, int]] | None = None
    notifies: tuple[Notify, ...] = ()
    on_duty_first: bool = False
    is_alarm: bool = False
    on_tablet: bool = False
    varies_by: tuple[str, ...] = ()
    refreshes: tuple[str, ...] = ()
    is_ephemeral: bool = False

    @property
    def known(self) -> frozenset[str]:
        """Returns every key that its data may have."""
        return frozenset((*self.fields, *self.optional, *self.details))
