"""Security rules for every request and response, whatever the page."""

from flask import Flask, request
from werkzeug.exceptions import RequestURITooLarge

from carecircle.config import Settings
from carecircle.web.http.security import (
    access_log,
    cookies,
    headers,
    limits,
    log_lines,
    strict_forms,
    strict_json,
)

MOST_OF_AN_ADDRESS = 2000
MOST_OF_AN_UPLOAD = 11_000_000
TAKE_PHOTOS = ("chat.attach", "medications.save_photo", "recipients.save_recipient_photo")


def init_security(app: Flask, settings: Settings) -> None:
    log_lines.init_log_lines()
    access_log.init_access_log(app)
    cookies.init_cookies(app, settings)
    headers.init_headers(app, is_tls=settings.is_tls)
    strict_json.init_strict_json(app)
    strict_forms.init_strict_forms(app)
    limits.init_limits(app, settings)
    app.before_request(_refuse_a_long_address)
    app.before_request(_raise_limit_for_photos)


def _refuse_a_long_address() -> None:
    if len(request.full_path) > MOST_OF_AN_ADDRESS:
        raise RequestURITooLarge


def _raise_limit_for_photos() -> None:
    """Raises the size limit for uploads; the guard has admitted members only."""
    if request.endpoint in TAKE_PHOTOS:
        request.max_content_length = MOST_OF_AN_UPLOAD
