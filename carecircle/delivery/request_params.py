"""The query parameters of the event endpoints."""

import math

from flask import current_app, g, request

from carecircle.care.actor import Actor
from carecircle.care.errors import Malformed
from carecircle.care.translatable import lazy_gettext as _
from carecircle.delivery.service import Delivery
from carecircle.realtime.forms import Variant

FORMATS = ("json", "html")
MOST, USUAL = 500, 100


def delivery() -> Delivery:
    found: Delivery = current_app.extensions["delivery"]
    return found


def asked_after() -> str | None:
    """Returns the cursor to continue after. Last-Event-ID, sent by a reconnecting browser, wins."""
    return request.headers.get("Last-Event-ID") or request.args.get("after")


def asked_variant(actor: Actor) -> Variant:
    format_ = request.args.get("format", "json")
    if format_ not in FORMATS:
        raise Malformed(_("format must be one of %(words)s", words=", ".join(FORMATS)))
    language = delivery().language() if format_ == "html" else ""
    return Variant(format_, actor.role, language)


def asked_limit() -> int:
    text = request.args.get("limit", str(USUAL))
    if not (text.isascii() and text.isdigit() and len(text) <= 4 and 1 <= int(text) <= MOST):
        raise Malformed(_("limit must be a whole number from 1 to %(most)s", most=MOST))
    return int(text)


def asked_wait(longest: float) -> float:
    """Returns the seconds to wait, at most `longest`; 0 without the parameter."""
    try:
        seconds = float(request.args.get("wait", "0"))
    except ValueError:
        seconds = math.nan
    if not (math.isfinite(seconds) and seconds >= 0):
        raise Malformed(_("wait must be a number of seconds, 0 or more"))
    return min(seconds, longest)


def request_id() -> str:
    """Returns the id of this request in the application's log."""
    return str(g.get("request_id", "-"))
