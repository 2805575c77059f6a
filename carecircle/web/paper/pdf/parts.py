"""What a page is drawn with: its stylesheet and the faces on it, found without a network."""

import re
from collections.abc import Callable

from flask import Response, current_app
from werkzeug.exceptions import HTTPException

from carecircle.care.errors import ActionError

OURS = re.compile(r'<link rel="stylesheet" href="(/[^"]+)"|<img[^>]*? src="(/[^"]+)"')
PICTURES = ("recipients.recipient_photo", "medications.photo")


def parts_of(html: str, family: str) -> dict[str, tuple[str, bytes]]:
    """Address -> media type and bytes. What is not there, or of another family, is left out."""
    found = {style or picture for style, picture in OURS.findall(html)}
    parts = {address: _part(address, family) for address in found}
    return {address: part for address, part in parts.items() if part is not None}


def _part(address: str, family: str) -> tuple[str, bytes] | None:
    try:
        endpoint, values = current_app.url_map.bind("").match(address.partition("?")[0])
        if endpoint != "static" and (endpoint not in PICTURES or values["family"] != family):
            return None
        view: Callable[..., Response] = current_app.view_functions[endpoint]  # type: ignore[assignment]
        response = view(**values)
    except (HTTPException, ActionError):
        return None
    response.direct_passthrough = False
    return response.mimetype or "", response.get_data()
