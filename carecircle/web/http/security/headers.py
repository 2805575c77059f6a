"""Security headers of every response: what a browser may do with it, and cache."""

from flask import Flask, Response, g, request

from carecircle.web.language.translation import language

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",
    "connect-src": "'self'",
    "frame-src": "'self'",
    "media-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def policy_with(**changes: str) -> str:
    """Returns the policy with other values for these directives (`frame_src`)."""
    changed = POLICY | {name.replace("_", "-"): value for name, value in changes.items()}
    return "; ".join(f"{name} {value}" for name, value in changed.items())


HEADERS = {
    "Content-Security-Policy": policy_with(),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "accelerometer=(), browsing-topics=(), camera=(self), display-capture=(), "
        "geolocation=(self), gyroscope=(), magnetometer=(), microphone=(self), midi=(), "
        "payment=(), screen-wake-lock=(self), usb=()"
    ),
}
TRANSLATED_TYPES = ("text/html", "application/json")
TWO_YEARS = "max-age=63072000"


def init_headers(app: Flask, *, is_tls: bool) -> None:
    sent = HEADERS | ({"Strict-Transport-Security": TWO_YEARS} if is_tls else {})

    @app.after_request
    def harden(response: Response) -> Response:
        for name, value in sent.items():
            response.headers.setdefault(name, value)
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store"
        if request.endpoint != "static" and response.mimetype in TRANSLATED_TYPES:
            response.vary.add("Accept-Language")
            response.vary.add("Cookie")
            response.headers.setdefault("Content-Language", language())
        response.headers["X-Request-Id"] = g.get("request_id", "")
        return response
