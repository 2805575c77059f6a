"""The origin of a request: only our own pages may act with a person's session."""

from urllib.parse import urlsplit

from flask import Request

OWN = frozenset({"same-origin", "none"})


def is_own(request: Request, base_url: str | None) -> bool:
    """Returns whether one of our pages, or the person directly, made the request.

    Under `Referrer-Policy: no-referrer` a browser sends `Origin: null` with our own forms. That
    proves nothing, so the CSRF token decides; a websocket has no token and always sends its origin,
    so there `null` is refused.
    """
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None and site not in OWN:
        return False
    if origin is None:
        return True
    if origin == "null":
        return not is_websocket(request)
    return origin.lower() == _own_origin(request, base_url)


def is_websocket(request: Request) -> bool:
    return request.headers.get("Upgrade", "").lower() == "websocket"


def _own_origin(request: Request, base_url: str | None) -> str:
    parts = urlsplit(base_url or request.host_url)
    return f"{parts.scheme}://{parts.netloc}".lower()
