"""Rate limits for signing in and up, by address and by account, without locking anybody out.

Somebody who guesses passwords fills a window for unknown browsers. The person's own browser, known
by a signed cookie from an earlier sign-in, has a separate window. Every window expires by
itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import Flask, Response, current_app, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from itsdangerous import BadSignature, URLSafeSerializer
from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from carecircle import clock
from carecircle.auth.keys import hash_of
from carecircle.care.errors import ActionError
from carecircle.care.translatable import lazy_gettext as _
from carecircle.config import Settings
from carecircle.web.http.security import limit_file

ADDRESS = parse("120/minute")
ADDRESS_AND_ACCOUNT = parse("10/5minutes")
ACCOUNT_BY_STRANGERS = parse("50/15minutes")
ACCOUNT_BY_KNOWN = parse("20/5minutes")
SIGN_UP = parse("60/minute")
ENROLMENT = parse("20/minute")
FORGOTTEN = parse("30/10minutes")
REDIS_WAITS: Any = {"socket_connect_timeout": 0.5, "socket_timeout": 0.5}
KNOWN_FOR_S = 365 * 24 * 3600


class TooOften(ActionError):
    status, code = 429, "too-often"

    def __init__(self, retry_after_s: int):
        super().__init__(_("That was tried too often. Wait a little and try again"))
        self.retry_after_s = retry_after_s


@dataclass(frozen=True)
class Window:
    item: RateLimitItem
    keys: tuple[str, ...]


def init_limits(app: Flask, settings: Settings) -> None:
    """Counts are shared through Redis if it is configured, else by a file of this host."""
    shared = Limiter(
        get_remote_address,
        app=app,
        storage_uri=_storage(settings),
        storage_options=REDIS_WAITS if settings.redis_url else {},
        strategy="moving-window",
    )
    alone = MovingWindowRateLimiter(MemoryStorage())
    app.extensions["sign_in_windows"] = (shared.limiter, alone)


def _storage(settings: Settings) -> str:
    """Returns the limiter's URL. For Redis it calls unix:// redis+unix://."""
    url = settings.redis_url
    if url is None:
        return limit_file.address_of(settings.instance_path / "attempts.sqlite3")
    return f"redis+{url}" if url.startswith("unix://") else url


def before_sign_up() -> None:
    _count([Window(SIGN_UP, ("sign-up", get_remote_address()))])


def before_enrolment() -> None:
    """Counts the enrolment of a tablet, so that nobody can guess codes."""
    _count([Window(ENROLMENT, ("enrolment", get_remote_address()))])


def before_forgotten() -> None:
    """Counts requests for reset emails, and attempts to open a link, by network address."""
    _count([Window(FORGOTTEN, ("forgotten", get_remote_address()))])


def before_sign_in(email: str) -> None:
    """Counts the attempt. Raises TooOften."""
    _count([Window(ADDRESS, ("address", get_remote_address())), *_of_account(email)])


def after_sign_in(email: str, response: Response) -> None:
    """Clears the attempts after a correct password, and sets the cookie of a known browser."""
    for window in _of_account(email):
        _query("clear", window)
    response.set_cookie(
        _cookie(),
        _signer().dumps(hash_of(email)),
        max_age=KNOWN_FOR_S,
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
    )


def _of_account(email: str) -> list[Window]:
    account = hash_of(email)
    if _is_known(account):
        return [Window(ACCOUNT_BY_KNOWN, ("known", account))]
    return [
        Window(ADDRESS_AND_ACCOUNT, ("both", account, get_remote_address())),
        Window(ACCOUNT_BY_STRANGERS, ("strangers", account)),
    ]


def _count(windows: Iterable[Window]) -> None:
    for window in windows:
        if not _query("hit", window):
            opens_at = _query("get_window_stats", window).reset_time
            raise TooOften(max(1, round(opens_at - clock.now().timestamp())))


def _query(verb: str, window: Window) -> Any:
    """Queries the shared counts; this worker's own while those are unavailable."""
    shared, alone = current_app.extensions["sign_in_windows"]
    try:
        return getattr(shared, verb)(window.item, *window.keys)
    except shared.storage.base_exceptions:
        return getattr(alone, verb)(window.item, *window.keys)


def _is_known(account: str) -> bool:
    try:
        return bool(_signer().loads(request.cookies.get(_cookie(), "")) == account)
    except BadSignature:
        return False


def _cookie() -> str:
    return f"{'__Host-' if current_app.config['SESSION_COOKIE_SECURE'] else ''}known"


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="known-browser")
