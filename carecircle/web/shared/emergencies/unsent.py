"""What an emergency could not send outside the app: to whom, since when, and what to do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from carecircle.care.outreach.models import OutboxMessage
from carecircle.care.outreach.rules import ALERT
from carecircle.web.language import times
from carecircle.web.language.translation import gettext as _
from carecircle.web.shared.wording.failure_words import failure_words

NAMED = 5
Address = tuple[str, str]
Kind = tuple[str, str | None, str]


@dataclass(frozen=True)
class Unsent:
    """words: what was not sent, to whom, since when. why: the reason. todo: what a person does."""

    words: str
    why: str
    todo: str


@dataclass(frozen=True)
class _Missed:
    """The last alert to a person, and since when none has reached them."""

    message: OutboxMessage
    since: datetime

    @property
    def kind(self) -> Kind:
        return self.message.channel, self.message.error, self.message.state


def unsent_alerts(messages: Iterable[OutboxMessage], zone: str) -> list[Unsent]:
    """Returns one entry for each channel and reason. messages: of an open emergency, in order."""
    groups: dict[Kind, list[_Missed]] = {}
    for missed in _missed(messages):
        groups.setdefault(missed.kind, []).append(missed)
    return [_shown(group, zone) for group in groups.values()]


def _missed(messages: Iterable[OutboxMessage]) -> list[_Missed]:
    found: dict[Address, _Missed] = {}
    for message in messages:
        to = message.name, message.channel
        if message.kind != ALERT or message.state == "stopped":
            continue
        if message.state == "sent":
            found.pop(to, None)
        elif message.error is not None:
            since = found[to].since if to in found else message.created_at
            found[to] = _Missed(message, since)
    return list(found.values())


def _shown(group: Sequence[_Missed], zone: str) -> Unsent:
    first = group[0].message
    names = ", ".join(one.message.name for one in group[:NAMED])
    if len(group) > NAMED:
        names = _("%(names)s and %(count)s more", names=names, count=len(group) - NAMED)
    since = times.hhmmss(min(one.since for one in group), zone)
    return Unsent(
        _words(first.channel, names, since), failure_words(first) or "", _todo(first.state)
    )


def _words(channel: str, names: str, since: str) -> str:
    if channel == "email":
        return _("Not sent by e-mail since %(time)s: %(names)s.", names=names, time=since)
    if channel == "push":
        return _("Not sent to the phone since %(time)s: %(names)s.", names=names, time=since)
    return _("Not sent outside the app since %(time)s: %(names)s.", names=names, time=since)


def _todo(state: str) -> str:
    if state == "failed":
        return _("It is not tried again. Call them.")
    return _("It is tried again until somebody answers. Don't wait for it: call them.")
