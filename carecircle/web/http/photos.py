"""Photos: checked before they are decoded, decoded in a thread, re-encoded."""

from collections.abc import Callable
from io import BytesIO
from pathlib import PurePath
from typing import TypeVar

from flask import Response, make_response
from gevent import get_hub, monkey
from PIL import Image, ImageOps, UnidentifiedImageError

from carecircle.care.errors import Invalid
from carecircle.care.inputs import File
from carecircle.care.translatable import lazy_gettext as _

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 24_000_000
LONGEST_EDGE, LONGEST_EDGE_OF_A_BOX = 1600, 640
ABOVE_THE_MIDDLE = (0.5, 0.3)  # where the face is in most photos
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
Found = TypeVar("Found")


def file_of(
    name: str | None,
    content_type: str | None,
    content: bytes,
    longest: int = LONGEST_EDGE,
    is_square: bool = False,
) -> File:
    """Returns a photo, re-encoded without the camera's metadata, or any other file unchanged.
    Raises Invalid."""
    if not content:
        raise Invalid({"file": _("The file is empty")})
    if len(content) > MOST_BYTES:
        raise Invalid({"file": _("At most 10 MB")})
    shown = PurePath((name or "").replace("\\", "/")).name[:120].strip() or "file"
    if not _is_photo(content):
        return File(shown, content_type or "application/octet-stream", content)
    return _outside_the_hub(lambda: _written_anew(shown, content, longest, is_square))


def photo_of(name: str | None, content: bytes, is_square: bool = False) -> File:
    """Returns a photo small enough for a page that is opened at every dose; a face is cropped to a
    square. Raises Invalid where the content is not a photo."""
    found = file_of(name, None, content, LONGEST_EDGE_OF_A_BOX, is_square)
    if found.width is None:
        raise Invalid({"file": _("Choose a photo: JPEG, PNG, WebP or GIF")})
    return found


def jpeg(content: bytes) -> Response:
    """Returns the JPEG as a response that no cache may store."""
    response = make_response(content)
    response.headers["Content-Type"] = "image/jpeg"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _is_photo(content: bytes) -> bool:
    """Checks the header only: a small file may decompress to gigabytes."""
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as image:
            width, height = image.size
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return False
    if width * height > MOST_PIXELS:
        raise Invalid({"file": _("This photo has more than 24 megapixels")})
    return True


def _written_anew(name: str, content: bytes, longest: int, is_square: bool) -> File:
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as image:
            photo = ImageOps.exif_transpose(image).convert("RGB")
        if is_square:
            side = min(*photo.size, longest)
            photo = ImageOps.fit(photo, (side, side), centering=ABOVE_THE_MIDDLE)
        photo.thumbnail((longest, longest))
        written = BytesIO()
        photo.save(written, "JPEG", quality=85)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Invalid({"file": _("This photo cannot be read")}) from error
    shown = f"{PurePath(name).stem[:100] or 'photo'}.jpg"
    return File(shown, "image/jpeg", written.getvalue(), *photo.size)


def _outside_the_hub(work: Callable[[], Found]) -> Found:
    """Runs the work in a real thread, so that decoding does not block any stream."""
    if not monkey.is_module_patched("threading"):
        return work()
    return get_hub().threadpool.apply(work)
