"""Static files: small over the wire, and kept for ever where the address names their content."""

import gzip
from functools import cache
from pathlib import Path

from flask import Flask, Response, current_app, request

from carecircle.web.templating import mark_of

FOR_EVER = "public, max-age=31536000, immutable"
TEXTS = {"text/css", "text/javascript", "application/javascript", "image/svg+xml"}
LEAST_BYTES = 500


def init_static_files(app: Flask) -> None:
    app.after_request(_keep_and_shrink)


def _keep_and_shrink(response: Response) -> Response:
    if request.endpoint != "static" or response.status_code != 200:
        return response
    path = Path(current_app.static_folder or "") / (request.view_args or {})["filename"]
    if request.args.get("v") == mark_of(path):
        response.headers["Cache-Control"] = FOR_EVER
    if response.mimetype in TEXTS and path.stat().st_size >= LEAST_BYTES:
        _shrink(response, path)
    return response


def _shrink(response: Response, path: Path) -> None:
    response.vary.add("Accept-Encoding")
    if request.accept_encodings["gzip"] <= 0:
        return
    response.direct_passthrough = False
    response.set_data(_compressed(path, path.stat().st_mtime_ns))
    response.headers["Content-Encoding"] = "gzip"
    del response.headers["ETag"]


@cache
def _compressed(path: Path, _changed_at: int) -> bytes:
    return gzip.compress(path.read_bytes(), compresslevel=9, mtime=0)
