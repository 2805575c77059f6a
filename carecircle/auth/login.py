"""flask-login: the opaque session key in Flask's signed cookie, or a bearer token."""

from dataclasses import replace

from flask import Flask, Request, g, request, session
from flask_login import LoginManager, login_user, logout_user

from carecircle.auth import authentication, sessions
from carecircle.auth.authentication import Found
from carecircle.auth.keys import TOKEN_PREFIX
from carecircle.auth.principal import Principal
from carecircle.care.errors import NotFound

FAMILY_KEY = "family"  # the family that `/` leads to; checked again at every use


def init_login(app: Flask) -> None:
    manager = LoginManager()
    # Its context processor would query the database again to render the "unavailable" page.
    manager.init_app(app, add_context_processor=False)
    manager.session_protection = "basic"
    manager.user_loader(_from_cookie)
    manager.request_loader(_from_header)


def remember(principal: Principal, is_shared: bool) -> None:
    """Replaces the browser's session with a new one for the principal."""
    last_family = session.get(FAMILY_KEY)
    session.clear()
    session.permanent = not is_shared
    if last_family and not is_shared:
        session[FAMILY_KEY] = last_family
    login_user(principal)


def tablet_principal(key: str) -> Principal:
    """Returns the principal of the home tablet whose cookie has this key. Raises NotFound."""
    found = authentication.by_token_key(key, None)
    if found is None:
        raise NotFound
    return _as_tablet(found.principal, key)


def forget() -> None:
    logout_user()
    session.clear()


def remember_family(family_id: str, role: str) -> None:
    """Make this browser's `/` lead to that family; renew the session key if the role changed."""
    last = session.get(FAMILY_KEY)
    if last == family_id and "role" in session and session["role"] != role:
        renew(g.principal)
    elif (last, session.get("role")) != (family_id, role):
        session[FAMILY_KEY], session["role"] = family_id, role


def renew(principal: Principal) -> None:
    """Renew the session key, so that a cookie copied before a change of rights is useless.

    If another request has already renewed it, this one leaves the cookie alone.
    """
    key = sessions.renew(principal) if principal.kind == "session" else None
    if key is not None:
        session["_user_id"] = key
        session.pop("role", None)


def bearer(request: Request) -> str | None:
    """Returns the token that a program sent. With a wrong token a cookie is not tried instead."""
    kind, _, key = request.headers.get("Authorization", "").partition(" ")
    return key.strip() if kind.lower() == "bearer" else None


def _from_cookie(key: str) -> Principal | None:
    if bearer(request) is not None:
        return None
    if key.startswith(TOKEN_PREFIX):
        found = authentication.by_token_key(key, _requested_family())
        return _store_in_g(found and replace(found, principal=_as_tablet(found.principal, key)))
    return _store_in_g(authentication.by_session_key(key, _requested_family()))


def _as_tablet(principal: Principal, key: str) -> Principal:
    return replace(principal, kind="device", key=key)


def _from_header(request: Request) -> Principal | None:
    key = bearer(request)
    return _store_in_g(authentication.by_token_key(key, _requested_family())) if key else None


def _store_in_g(found: Found | None) -> Principal | None:
    g.member, g.head, g.zone = None, None, None
    if found is not None:
        g.member, g.head, g.zone = found.member, found.head, found.zone
    return found.principal if found else None


def _requested_family() -> str | None:
    return (request.view_args or {}).get("family")
