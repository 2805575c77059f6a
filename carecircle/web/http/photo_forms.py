"""Uploading a photo with the plain form of the page that it belongs to."""

from collections.abc import Callable
from typing import Any

from flask import Response, request

from carecircle.care.errors import ActionError, Invalid
from carecircle.care.inputs import File
from carecircle.care.translatable import lazy_gettext as _
from carecircle.web.http.forms import or_again
from carecircle.web.http.idempotent_writes import WriteResult
from carecircle.web.http.photos import photo_of
from carecircle.web.http.responses import write

StorePhoto = Callable[[File], dict[str, Any]]


def upload_photo(
    page: str,
    keep: StorePhoto,
    again: Callable[[ActionError], Response],
    *,
    is_square: bool = False,
) -> Response:
    """page: the URL of the photo's owner; the photo is below it. keep(photo) returns the resource.
    again(error) returns that page with the reason why the photo was refused."""

    def take() -> Response:
        sent = request.files.get("file")
        if sent is None:
            raise Invalid({"file": _("Choose a photo")})
        file = photo_of(sent.filename, sent.read(), is_square)
        return write(lambda: WriteResult(keep(file), f"{page}/photo", page=page))

    return or_again(take, again)
