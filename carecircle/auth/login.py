"""flask-login: the opaque key of the session in Flask's signed cookie, or a bearer token."""

from dataclasses import replace

from flask import Flask, Request, g, request, session
from flask_login import LoginManager, login_user, logout_user

from carecircle.auth import authentication, sessions
from carecircle.auth.authentication import Found
from carecircle.auth.keys import TOKEN_PREFIX
from carecircle.auth.principal import Principal
from carecircle.care.errors import NotThere

KEPT_AT_SIGN_IN = "family"  # where `/` leads; an id that every use checks anew


def init_login(app: Flask) -> None:
    manager = LoginManager()
    # Its context processor would ask the database again for the page that says it is away.
    manager.init_app(app, add_context_processor=False)
    manager.session_protection = "basic"
    manager.user_loader(_from_cookie)
    manager.request_loader(_from_header)


def remember(principal: Principal, is_shared: bool) -> None:
    """Put a new session into the browser in place of whatever was there."""
    last_family = session.get(KEPT_AT_SIGN_IN)
    session.clear()
    session.permanent = not is_shared
    if last_family and not is_shared:
        session[KEPT_AT_SIGN_IN] = last_family
    login_user(principal)


def tablet_by(key: str) -> Principal:
    """Whom a browser on the wall speaks for, by the key that it keeps in its cookie."""
    found = authentication.by_token_key(key, None)
    if found is None:
        raise NotThere
    return _of_tablet(found.principal, key)


def forget() -> None:
    logout_user()
    session.clear()


def look_at(family_id: str, role: str) -> None:
    """This browser's `/` leads there from now on; with another role than before, a new key."""
    last = session.get(KEPT_AT_SIGN_IN)
    if last == family_id and "role" in session and session["role"] != role:
        renew(g.principal)
    elif (last, session.get("role")) != (family_id, role):
        session[KEPT_AT_SIGN_IN], session["role"] = family_id, role


def renew(principal: Principal) -> None:
    """A copy of the cookie from before a change of rights opens nothing.

    Where another request was quicker, this one leaves the cookie alone.
    """
    key = sessions.renew(principal) if principal.kind == "session" else None
    if key is not None:
        session["_user_id"] = key
        session.pop("role", None)


def bearer(request: Request) -> str | None:
    """The token that a program sent; a wrong one is never made good by a cookie."""
    kind, _, key = request.headers.get("Authorization", "").partition(" ")
    return key.strip() if kind.lower() == "bearer" else None


def _from_cookie(key: str) -> Principal | None:
    if bearer(request) is not None:
        return None
    if key.startswith(TOKEN_PREFIX):
        found = authentication.by_token_key(key, _family_asked_for())
        return _kept(found and replace(found, principal=_of_tablet(found.principal, key)))
    return _kept(authentication.by_session_key(key, _family_asked_for()))


def _of_tablet(principal: Principal, key: str) -> Principal:
    return replace(principal, kind="device", key=key)


def _from_header(request: Request) -> Principal | None:
    key = bearer(request)
    return _kept(authentication.by_token_key(key, _family_asked_for())) if key else None


def _kept(found: Found | None) -> Principal | None:
    g.member, g.head, g.zone = None, None, None
    if found is not None:
        g.member, g.head, g.zone = found.member, found.head, found.zone
    return found.principal if found else None


def _family_asked_for() -> str | None:
    return (request.view_args or {}).get("family")
