"""Static files: compressed, and cached indefinitely where the URL names their content."""

import gzip
from functools import lru_cache
from pathlib import Path
from typing import cast

from flask import Flask, Response, current_app, request

from carecircle.web.http.assets import content_hash
from carecircle.web.http.scripts import CHAT_SCRIPTS, DOOR_SCRIPTS, GIVING_SCRIPTS, SCRIPTS
from carecircle.web.http.stylesheets import STYLES

FOR_EVER = "public, max-age=31536000, immutable"
TEXTS = {"text/css", "text/javascript", "application/javascript", "image/svg+xml"}
LEAST_BYTES = 500
_ALL = (SCRIPTS, CHAT_SCRIPTS, GIVING_SCRIPTS, DOOR_SCRIPTS, STYLES)
BUNDLES = {bundle.address: bundle for bundle in _ALL}


def init_static_files(app: Flask) -> None:
    on_disk = app.view_functions["static"]

    def static(filename: str) -> Response:
        bundle = BUNDLES.get(filename)
        if bundle:
            return Response(bundle.content(), mimetype=bundle.media_type)
        return cast(Response, on_disk(filename=filename))

    app.view_functions["static"] = static
    app.after_request(_shrink)
    app.after_request(_allow_caching)


def _allow_caching(response: Response) -> Response:
    if _is_found(response) and request.args.get("v") == _mark():
        response.headers["Cache-Control"] = FOR_EVER
    return response


def _is_found(response: Response) -> bool:
    return request.endpoint == "static" and response.status_code == 200


def _mark() -> str:
    name = (request.view_args or {})["filename"]
    if name in BUNDLES:
        return BUNDLES[name].mark()
    return content_hash(Path(current_app.static_folder or "") / name)


def _shrink(response: Response) -> Response:
    """Compresses scripts, styles, drawings and whole pages. A request that a foreign site causes
    comes without the cookie (SameSite), so the compressed size of a page leaks nothing to it."""
    if not _is_text(response) or request.method == "HEAD":
        return response
    response.vary.add("Accept-Encoding")
    if request.accept_encodings["gzip"] > 0:
        response.direct_passthrough = False
        plain = response.get_data()
        if len(plain) >= LEAST_BYTES:
            response.set_data(
                _packed_once(plain) if request.endpoint == "static" else _packed(plain)
            )
            response.headers["Content-Encoding"] = "gzip"
            response.headers.pop("ETag", None)
    return response


def _is_text(response: Response) -> bool:
    if _is_found(response):
        return response.mimetype in TEXTS
    is_page = response.mimetype == "text/html" and "ETag" not in response.headers
    return is_page and not response.is_streamed


def _packed(plain: bytes) -> bytes:
    return gzip.compress(plain, compresslevel=6, mtime=0)


@lru_cache(maxsize=64)
def _packed_once(plain: bytes) -> bytes:
    return gzip.compress(plain, compresslevel=9, mtime=0)
