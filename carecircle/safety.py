"""Settings that are unsafe to serve with, each explained with its solution."""

import ipaddress
from collections.abc import Mapping
from urllib.parse import urlsplit

from carecircle.config import Settings

LEAST_SECRET = 32
KNOWN_SECRETS = {"secret", "changeme", "change-me", "dev", "development", "default", "password"}
DEMO_IS_PUBLIC = "the demo family has passwords that everybody knows"
YES = {"1", "true", "yes", "on"}


def unsafe_settings(settings: Settings, environ: Mapping[str, str]) -> list[str]:
    """Returns what must be fixed before serving; empty if the settings are safe."""
    return [
        *_secret(settings.secret_key),
        *_debug(environ),
        *_base_url(settings.base_url),
        *_listening(settings),
    ]


def is_loopback(host: str | None) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return False


def is_public(settings: Settings) -> bool:
    """Returns whether people reach the server from other machines."""
    typed = urlsplit(settings.base_url).hostname if settings.base_url else None
    return not is_loopback(settings.host) or (typed is not None and not is_loopback(typed))


def _secret(secret: str) -> list[str]:
    if not secret:
        return ["there is no secret key yet: `carecircle run` makes one"]
    if secret.lower() in KNOWN_SECRETS:
        return ["CARECIRCLE_SECRET_KEY is one that everybody knows: unset it, one is made for you"]
    if len(secret) < LEAST_SECRET or len(set(secret)) < 8:
        return [f"CARECIRCLE_SECRET_KEY is too easy: {LEAST_SECRET} random characters or more"]
    return []


def _debug(environ: Mapping[str, str]) -> list[str]:
    names = ("FLASK_DEBUG", "CARECIRCLE_DEBUG")
    return [
        f"{name} is on: it lets visitors run code. Unset it"
        for name in names
        if environ.get(name, "").lower() in YES
    ]


def _base_url(base_url: str | None) -> list[str]:
    if base_url is None:
        return []
    parts = urlsplit(base_url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ["CARECIRCLE_BASE_URL must be an address such as https://care.example.org"]
    if parts.scheme == "http" and not is_loopback(parts.hostname):
        return ["CARECIRCLE_BASE_URL is plain http: health data needs https (docs/deploy.md)"]
    return []


def _listening(settings: Settings) -> list[str]:
    if is_loopback(settings.host) or settings.is_tls:
        return []
    return [
        f"it would listen on {settings.host} without https: put a proxy with TLS before it and "
        "set CARECIRCLE_BASE_URL to its https address"
    ]
