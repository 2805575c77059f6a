"""Runs before every request: authentication, origin check, authorization."""

from flask import Flask, current_app, g, request
from flask_login import current_user

from carecircle.auth import tablet_users
from carecircle.auth.admission import actor_of
from carecircle.auth.errors import ForeignOrigin, SignInNeeded, TabletLocked
from carecircle.auth.last_seen import LastSeen
from carecircle.auth.login import init_login, remember_family
from carecircle.auth.origin import is_own, is_websocket
from carecircle.auth.policy import POLICY, Rule
from carecircle.auth.principal import Principal
from carecircle.care import permissions
from carecircle.care.actor import Actor
from carecircle.care.errors import NotAllowed, NotFound
from carecircle.care.translatable import lazy_gettext as _

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def init_guard(app: Flask, base_url: str | None) -> None:
    init_login(app)
    app.config["OWN_BASE_URL"] = base_url
    app.extensions["last_seen"] = LastSeen()
    app.before_request(guard)


def guard() -> None:
    """Set g.principal and, in a family, g.actor, g.member, g.head (the position of its log) and
    g.zone (its time zone); g.tablet if a person is using a home tablet.

    A stream gets None instead of a refusal.
    """
    g.principal, g.actor, g.member, g.head, g.zone = None, None, None, None, None
    g.tablet = None
    if request.endpoint is None:
        return
    rule = POLICY.get(request.endpoint)
    if rule is None:
        raise NotFound
    g.principal = _principal(rule)
    if rule.scope == "stream":
        _admit_to_stream(rule)
    else:
        _check(rule, g.principal)
    if g.principal is not None and not rule.is_polled:
        _record_visit(rule)


def _principal(rule: Rule) -> Principal | None:
    if request.endpoint == "static":
        return None
    return current_user._get_current_object() if current_user.is_authenticated else None


def _check(rule: Rule, principal: Principal | None) -> None:
    if principal is None and rule.scope != "public":
        raise SignInNeeded
    if is_websocket(request) or principal is None or principal.is_browser:
        _must_be_our_page(principal)
    if principal is not None and rule.scope != "public":
        _must_be_in_scope(rule, principal)
    if rule.scope == "family":
        g.actor = _actor()
        _act_as_tablet_user(rule)
        if not permissions.allows(g.actor.role, rule.action or ""):
            raise TabletLocked if g.actor.role == permissions.TABLET else NotAllowed


def _must_be_our_page(principal: Principal | None) -> None:
    if request.method in SAFE and not is_websocket(request):
        return
    if not is_own(request, current_app.config["OWN_BASE_URL"]):
        raise ForeignOrigin
    if request.method not in SAFE and (principal is None or principal.is_browser):
        current_app.extensions["csrf"].protect()


def _must_be_in_scope(rule: Rule, principal: Principal) -> None:
    if rule.scope == "person" and principal.kind != "session":
        raise NotAllowed(_("Only a person who signed in may do that, not a program"))
    needed = "read" if request.method in SAFE else "write"
    if needed not in principal.scopes:
        raise NotAllowed(_("This token does not reach that far"))
    if rule.scope == "account" and principal.family_id and needed == "write":
        raise NotAllowed(_("This token is bound to one family"))


def _actor() -> Actor:
    if g.member is None:
        raise NotFound
    return actor_of(g.principal, g.member, origin=request.remote_addr)


def _act_as_tablet_user(rule: Rule) -> None:
    """Act as the person who uses the tablet. Streams are left out: they stay open after that person
    has left."""
    if g.principal.kind != "device" or (request.endpoint or "").startswith("delivery."):
        return
    person = tablet_users.current_user_of(g.member)
    if person is None:
        return
    g.tablet, g.member = g.member, person
    g.actor = tablet_users.actor_at(g.tablet, _actor())
    if not rule.is_polled:
        tablet_users.record_activity(g.tablet)


def _record_visit(rule: Rule) -> None:
    """Record when the principal was last seen, and in which family."""
    current_app.extensions["last_seen"].note(g.principal)
    if rule.scope == "family" and request.method == "GET" and g.principal.kind == "session":
        remember_family(g.actor.family_id, g.actor.role)


def _admit_to_stream(rule: Rule) -> None:
    is_allowed = (
        g.member is not None
        and "read" in g.principal.scopes
        and permissions.allows(g.member.acts_as, rule.action or "")
        and (not g.principal.is_browser or is_own(request, current_app.config["OWN_BASE_URL"]))
    )
    if not is_allowed:
        g.principal = None
        return
    g.actor = _actor()
