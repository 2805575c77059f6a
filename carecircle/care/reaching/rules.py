"""Pure rules: when to try again, when to give up, and the words, which tell nothing of health."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

CHANNELS = ("email", "push", "apprise")
STATES = ("waiting", "sent", "failed", "stopped")
WAITS_S = (5, 15, 30, 60, 120, 300, 600)
LEASE = timedelta(seconds=45)


def try_again_at(attempts: int, now: datetime) -> datetime | None:
    """When to try after so many attempts; None where it is given up."""
    if attempts > len(WAITS_S):
        return None
    return now + timedelta(seconds=WAITS_S[attempts - 1])


def leased_until(now: datetime) -> datetime:
    """Until when nobody else tries what a worker has taken: it may die while it sends."""
    return now + LEASE


def emergency_text(kind: str, family: str, time: str, *, is_drill: bool) -> tuple[str, str]:
    """Title and words. Neither who is ill nor what it is: others may read a lock screen."""
    if is_drill:
        title, what = "CareCircle: drill", "This is a drill, not a real emergency."
    else:
        title, what = "CareCircle: emergency", "An emergency was raised."
    answered = "" if kind == "everyone" else " Nobody has answered yet."
    return title, f"{family}, {time}: {what}{answered} Open CareCircle to answer."


def code_text(code: str) -> tuple[str, str]:
    words = f"The code for this address is {code}. It is asked for where the address was entered."
    return "CareCircle: is this your address?", words


def scheme_of(address: str) -> str:
    """`ntfy` of `ntfy://topic`; empty where there is none."""
    scheme, separator, _rest = address.partition("://")
    return scheme.lower() if separator else ""


def is_push_address(address: str, hosts: tuple[str, ...]) -> bool:
    """An https address of a push service that this server knows, and of nobody else.

    hosts: names; one with a leading dot takes what is below it; `host:port` takes plain http.
    """
    parts = urlsplit(address)
    host = parts.hostname or ""
    if parts.scheme == "https" and parts.port in (None, 443):
        return any(host == one or (one[0] == "." and host.endswith(one)) for one in hosts)
    return parts.scheme == "http" and parts.netloc in hosts
