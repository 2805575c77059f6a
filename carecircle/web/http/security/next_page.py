"""The page to open after signing in: only an existing URL of this application."""

from urllib.parse import urlsplit

from flask import current_app, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect


def local_page(text: str | None) -> str | None:
    """Returns the URL if it is a known local page, else None."""
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


def is_raising_emergency() -> bool:
    """Returns whether this raises an emergency: if refused, the page must say nobody was told."""
    return request.endpoint == "emergencies.raise_emergency" and request.method == "POST"


def current_url() -> str:
    """Returns the current URL as `next`; for a write the home page, or the form of an emergency."""
    if is_raising_emergency():
        return f"{request.path.rstrip('/')}/new"
    if request.method != "GET":
        return "/"
    return request.full_path.removesuffix("?")
