"""Pure rules: importance of events, who is notified and why, quiet hours."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any, Protocol, TypeVar
from zoneinfo import ZoneInfo

from carecircle.care.permissions import ADMIN, CAREGIVER
from carecircle.care.translatable import lazy_gettext as _
from carecircle.events.catalogue import LOWEST_RANK, ON_DUTY_FIRST, TYPES, Notify, kind

VISIT_OVER = timedelta(minutes=30)
MORNING = "08:00"
OTHERS_AFTER = timedelta(minutes=10)
ROUNDS_OF_WARNING = 2
LOUD = ("emergency", "danger")  # reasons that quiet hours do not hold back


class LoggedEvent(Protocol):
    """An event of the log."""

    seq: int
    at: datetime
    type: str
    actor_id: str | None
    data: dict[str, Any]


@dataclass(frozen=True)
class Reader:
    """A member who may be notified."""

    id: str
    role: str
    is_on_duty: bool


def rank(event: LoggedEvent) -> int:
    """Returns the rank of the type, or of this value of one of its members; 0 is the most
    important."""
    known = TYPES.get(event.type)
    if known is None:  # written by a newer version
        return LOWEST_RANK
    if known.rank_by is None:
        return known.rank
    member, ranks = known.rank_by
    return ranks.get(event.data[member], known.rank)


def notification(
    event: LoggedEvent, member_id: str, role: str, *, is_on_duty: bool
) -> Notify | None:
    """Returns why this member is notified: the first rule of the type that applies to them.

    Nobody is notified of their own actions.
    """
    if event.actor_id == member_id:
        return None
    reader = Reader(member_id, role, is_on_duty)
    return next(
        (rule for rule in TYPES[event.type].notifies if _applies(rule, event, reader)), None
    )


def _applies(rule: Notify, event: LoggedEvent, reader: Reader) -> bool:
    is_met = rule.where is None or bool(event.data.get(rule.where))
    is_met = is_met and not (rule.unless and event.data.get(rule.unless))
    is_met = is_met and all(event.data.get(key) in values for key, values in rule.only.items())
    return is_met and _GROUPS[rule.to](event, reader)


_GROUPS: dict[str, Callable[[LoggedEvent, Reader], bool]] = {
    kind.EVERYBODY: lambda event, reader: True,
    kind.CONCERNED: lambda event, reader: (
        reader.id in (event.data["member"], event.data.get("relieved"))
    ),
    kind.MENTIONED: lambda event, reader: reader.id in event.data.get("mentions", []),
    kind.ON_DUTY: lambda event, reader: reader.is_on_duty,
    kind.ADMINS: lambda event, reader: reader.role == ADMIN,
    kind.CARERS: lambda event, reader: reader.role in (ADMIN, CAREGIVER),
    kind.UNOWNED: lambda event, reader: event.data["member"] is None,
}


def waits_for_duty(event: LoggedEvent, now: datetime, read_by_duty: int | None) -> bool:
    """Returns whether a member off duty is not notified yet: members on duty are notified at
    once, the others if it is unread after a while. read_by_duty: up to where; None if nobody is
    on duty."""
    if read_by_duty is None or event.type not in ON_DUTY_FIRST:
        return False
    return event.seq <= read_by_duty or now < event.at + OTHERS_AFTER


class Person(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def role(self) -> str: ...


P = TypeVar("P", bound=Person)


def warned(
    members: Iterable[P], caused_by: str | None, duty: Collection[str], round_: int
) -> list[P]:
    """Returns the members to whom a warning is sent: first those on duty, or the carers if nobody
    else is on duty; in the second round everybody. Never the person who caused it."""
    others = [member for member in members if member.id != caused_by]
    carers = [member for member in others if member.role in (ADMIN, CAREGIVER)]
    if round_ > 1:
        return others
    return [member for member in others if member.id in duty] or carers or others


def is_quiet(now: datetime, zone: str, begin: str | None, end: str | None) -> bool:
    """Returns whether it is within the quiet hours, which may span midnight."""
    if not begin or not end:
        return False
    at = now.astimezone(ZoneInfo(zone)).time().replace(second=0, microsecond=0)
    first, last = time.fromisoformat(begin), time.fromisoformat(end)
    return first <= at < last if first <= last else at >= first or at < last


def next_at(now: datetime, zone: str, at: str) -> datetime:
    """Returns when the local time is next `at`."""
    local_now = now.astimezone(ZoneInfo(zone))
    days = (local_now.date() + timedelta(days=after) for after in range(3))
    moments = (datetime.combine(day, time.fromisoformat(at), local_now.tzinfo) for day in days)
    return next(moment for moment in moments if moment > now).astimezone(UTC)


def next_quiet(now: datetime, zone: str, begin: str | None, end: str | None) -> datetime | None:
    """Returns when the quiet hours begin or end next."""
    if not begin or not end:
        return None
    return min(next_at(now, zone, begin), next_at(now, zone, end))


def digest_text(family: str, count: int) -> tuple[str, str]:
    """Returns title and body. They do not say what it is about: others may read the mailbox."""
    waiting = (
        _("1 notification waits") if count == 1 else _("%(num)s notifications wait", num=count)
    )
    words = _(
        "%(family)s: %(waiting)s for you. Open CareCircle to read.", family=family, waiting=waiting
    )
    return _("CareCircle: what is new"), words
