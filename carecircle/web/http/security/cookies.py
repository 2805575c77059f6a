"""Cookies, the CSRF field, and the maximum size of a request."""

from urllib.parse import urlsplit

from flask import Flask
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from carecircle.auth.sessions import LONGEST
from carecircle.config import Settings
from carecircle.web.http.security.session_cookie import SessionCookie

MOST_BYTES = 1_000_000
MOST_PARTS = 500
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


def init_cookies(app: Flask, settings: Settings) -> None:
    prefix = "__Host-" if settings.is_tls else ""
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_NAME=f"{prefix}carecircle",
        SESSION_COOKIE_SECURE=settings.is_tls,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=LONGEST,
        MAX_CONTENT_LENGTH=MOST_BYTES,
        MAX_FORM_MEMORY_SIZE=MOST_BYTES,
        MAX_FORM_PARTS=MOST_PARTS,
        WTF_CSRF_CHECK_DEFAULT=False,  # the guard checks it, and only for browsers
        WTF_CSRF_TIME_LIMIT=None,  # valid as long as the session: a page may stay open overnight
        WTF_CSRF_SSL_STRICT=False,  # it requires a Referer, which our own policy never sends
    )
    if settings.base_url:
        app.config["TRUSTED_HOSTS"] = [urlsplit(settings.base_url).hostname, *LOOPBACK]
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops)  # type: ignore[method-assign]
    app.session_interface = SessionCookie()
    CSRFProtect(app)
