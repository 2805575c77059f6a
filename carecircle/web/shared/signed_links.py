"""URLs of links: the row's id signed with the server's secret, so no key is stored."""

import hashlib
import hmac

import segno
from flask import current_app, request
from markupsafe import Markup

from carecircle.care.sheets.models import SheetLink

LENGTH = 32


def address_of(link: SheetLink) -> str:
    base = current_app.config["SETTINGS"].base_url or request.host_url.rstrip("/")
    return f"{base}/sheet/{link.id}/{signature(link.id)}"


def is_signed(link_id: str, given: str) -> bool:
    return hmac.compare_digest(signature(link_id), given)


def signature(link_id: str) -> str:
    secret = current_app.config["SETTINGS"].secret_key.encode()
    return hmac.new(secret, b"sheet:" + link_id.encode(), hashlib.sha256).hexdigest()[:LENGTH]


def qr(address: str) -> Markup:
    """Returns a QR code drawn here: an external service would learn the URL. The background is
    white in dark mode too, because a camera cannot read black on black."""
    code = segno.make(address, error="m")
    return Markup(code.svg_inline(scale=2, border=2, svgclass="qr", omitsize=True, light="#fff"))
