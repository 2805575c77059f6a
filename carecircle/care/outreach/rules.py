"""Pure rules: retries, the texts of messages (without health details), push addresses."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from carecircle.care.translatable import lazy_gettext as _

CHANNELS = ("email", "push", "apprise")
STATES = ("waiting", "sent", "failed", "stopped")
ALERT, CODE, DIGEST, WARNING = "alert", "code", "digest", "warning"
WAITS_S = (5, 15, 30, 60, 120, 300, 600)
ALERT_WAITS_S = (5, 15, 30, 60, 120)
LEASE = timedelta(seconds=45)
# News for those who were called. `answered`: their alert arrived after the answer.
NEWS = {
    "coming": (
        _("somebody is coming"),
        _("Somebody has answered: they are coming, or there already."),
    ),
    "over": (_("over"), _("It is over. You need do nothing more.")),
    "answered": (
        _("answered"),
        _("Somebody has answered, or it is over. You need do nothing now."),
    ),
}
KINDS = (ALERT, *NEWS, CODE, DIGEST, WARNING)
UNTIL_ANSWERED = (ALERT, WARNING)


def try_again_at(attempts: int, now: datetime, *, until_answered: bool = False) -> datetime | None:
    """Returns when to retry after this many attempts; None to give up.

    until_answered: an alert or a warning is retried as long as nobody has answered, every two
    minutes at last.
    """
    if until_answered:
        return now + timedelta(seconds=ALERT_WAITS_S[min(attempts, len(ALERT_WAITS_S)) - 1])
    if attempts > len(WAITS_S):
        return None
    return now + timedelta(seconds=WAITS_S[attempts - 1])


def leased_until(now: datetime) -> datetime:
    """Returns the end of a lease: a worker that takes a message may die while it sends."""
    return now + LEASE


@dataclass(frozen=True)
class Call:
    """The values of a call for help. by: the person who raised it, None if it was not a person.
    is_outside: the recipient is not a member and cannot open CareCircle."""

    kind: str
    family: str
    time: str
    by: str | None
    is_drill: bool
    is_outside: bool


def emergency_text(call: Call) -> tuple[str, str]:
    """Returns title and body. They do not say who is ill or why: others may read a lock screen."""
    drill, real = _("This is a drill, not a real emergency."), _("An emergency was raised.")
    words = drill if call.is_drill else real
    if call.by:
        words = _and_then(words, _("Raised by %(name)s.", name=call.by))
    if call.kind != "everyone":
        words = _and_then(words, _("Nobody has answered yet."))
    words = _and_then(words, _answer_to(call))
    body = _("%(family)s, %(time)s: %(words)s", family=call.family, time=call.time, words=words)
    return title_of_call(is_drill=call.is_drill), body


def _answer_to(call: Call) -> str:
    if not call.is_outside:
        return _("Open CareCircle and say whether you are coming.")
    name = call.by or _("the family")
    if call.is_drill:
        return _("Ring %(whom)s and say that this reached you. You need not come.", whom=name)
    return _(
        "Ring %(whom)s and say whether you can come. CareCircle calls no ambulance.", whom=name
    )


def _and_then(one: str, then: str) -> str:
    return _("%(one)s %(then)s", one=one, then=then)


def title_of_call(*, is_drill: bool) -> str:
    return _("CareCircle: drill") if is_drill else _("CareCircle: emergency")


@dataclass(frozen=True)
class News:
    """News for those who were called. kind: of NEWS; round: of the emergency."""

    family_id: str
    emergency_id: str
    kind: str
    round: int
    is_drill: bool


def title_of(kind: str, *, is_drill: bool) -> str:
    """Returns the title of an alert, or of the news that follows it."""
    call = title_of_call(is_drill=is_drill)
    if kind == ALERT:
        return call
    in_short, _words = NEWS[kind]
    return _("%(call)s, %(in_short)s", call=call, in_short=in_short)


def news_text(news: News, family: str, time: str) -> tuple[str, str]:
    _in_short, words = NEWS[news.kind]
    if news.is_drill:
        words = _and_then(_("This is a drill."), words)
    body = _("%(family)s, %(time)s: %(words)s", family=family, time=time, words=words)
    return title_of(news.kind, is_drill=news.is_drill), body


@dataclass(frozen=True)
class Warned:
    """A warning that is sent to members. round: 1, or 2 if nobody has acknowledged it."""

    warning_id: str
    round: int


def warning_text(about: Warned, family: str, time: str) -> tuple[str, str]:
    """Returns title and body. They do not say whose dose it is, of what, or what happened."""
    words = _("A dose needs attention. Open CareCircle and say that you have seen it.")
    if about.round > 1:
        words = _and_then(_("Nobody has said so yet."), words)
    body = _("%(family)s, %(time)s: %(words)s", family=family, time=time, words=words)
    return _("CareCircle: a dose needs attention"), body


def code_text(code: str) -> tuple[str, str]:
    words = _(
        "The code for this address is %(code)s. It is asked for where the address was entered.",
        code=code,
    )
    return _("CareCircle: is this your address?"), words


def scheme_of(address: str) -> str:
    """Returns `ntfy` for `ntfy://topic`; empty without a scheme."""
    scheme, separator, _rest = address.partition("://")
    return scheme.lower() if separator else ""


def is_push_address(address: str, hosts: tuple[str, ...]) -> bool:
    """Returns whether it is an https address of a known push service.

    hosts: names; one with a leading dot includes its subdomains; `host:port` allows plain http.
    """
    parts = urlsplit(address)
    host = parts.hostname or ""
    if parts.scheme == "https" and parts.port in (None, 443):
        return any(host == one or (one[0] == "." and host.endswith(one)) for one in hosts)
    return parts.scheme == "http" and parts.netloc in hosts
