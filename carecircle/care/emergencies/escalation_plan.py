"""Pure rules of the escalation: the steps, their times and audiences, and what is late."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from carecircle.care.translatable import lazy_gettext as _

LATE_AFTER = timedelta(seconds=5)
OVERDUE_AFTER = timedelta(seconds=30)


@dataclass(frozen=True)
class Times:
    """Seconds after the press; None leaves a step out. The last step can only be moved."""

    louder_after_s: int | None = 60
    outside_after_s: int | None = 180
    call_after_s: int = 300
    repeat_every_s: int = 60
    news_within_s: int = 600


class Person(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def role(self) -> str: ...


P = TypeVar("P", bound=Person)


def steps(times: Times) -> list[tuple[str, int]]:
    """Returns (kind, seconds after the press) in order of time; `everyone` first and `call`
    last."""
    between = [("louder", times.louder_after_s), ("outside", times.outside_after_s)]
    wanted = [(kind, after) for kind, after in between if after is not None]
    inner = sorted(wanted, key=lambda step: step[1])
    return [("everyone", 0), *inner, ("call", times.call_after_s)]


def timing_errors(times: Times) -> dict[str, str]:
    """Returns the errors by field; empty if the times are valid."""
    wrong = {}
    for name in ("louder_after_s", "outside_after_s"):
        after = getattr(times, name)
        if after is not None and after >= times.call_after_s:
            wrong[name] = _("This must come before the last step")
    return wrong


def audience(
    kind: str, members: Iterable[P], raised_by: str | None, answered: Collection[str]
) -> list[P]:
    """Returns the people a step is for. Only the last step includes the person who raised it."""
    others = [member for member in members if member.id != raised_by]
    if kind == "louder":
        return [member for member in others if member.id not in answered]
    if kind == "outside":
        return [member for member in others if member.role == "admin"]
    return others if kind == "everyone" else list(members)


def is_late(due_at: datetime, now: datetime) -> bool:
    return now - due_at > LATE_AFTER


def is_overdue(due_at: datetime | None, now: datetime) -> bool:
    """Returns whether it is so late that nothing seems to run the steps."""
    return due_at is not None and now - due_at > OVERDUE_AFTER
