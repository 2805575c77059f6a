"""What every answer and every request must hold to, whatever the page."""

from flask import Flask

from carecircle.config import Settings
from carecircle.web.security import access_log, cookies, headers, limits, strict_json


def init_security(app: Flask, settings: Settings) -> None:
    access_log.init_access_log(app)
    cookies.init_cookies(app, settings)
    headers.init_headers(app, is_tls=settings.is_tls)
    strict_json.init_strict_json(app)
    limits.init_limits(app, settings)
