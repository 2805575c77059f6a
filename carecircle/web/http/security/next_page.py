"""Where to go on after signing in: only to an address of our own that exists."""

from urllib.parse import urlsplit

from flask import current_app, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect


def local_page(text: str | None) -> str | None:
    """The address if it is a known local page, else None."""
    if not text or not text.startswith("/") or text.startswith("//") or not text.isprintable():
        return None
    if not text.isascii() or "\\" in text or len(text) > 500:
        return None
    path = urlsplit(text).path
    try:
        current_app.url_map.bind(request.host).match(path, method="GET")
    except (RequestRedirect, HTTPException, ValueError):
        return None
    return text


def is_press() -> bool:
    """Somebody asks for help: where that is refused they must read that nobody was told."""
    return request.endpoint == "emergencies.raise_emergency" and request.method == "POST"


def here() -> str:
    """The address being asked for, as `next`; the home page for a write, but for a press."""
    if is_press():
        return f"{request.path.rstrip('/')}/new"
    if request.method != "GET":
        return "/"
    return request.full_path.removesuffix("?")
