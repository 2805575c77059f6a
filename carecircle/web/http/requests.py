"""Parsing requests: the body, and whether JSON, a page or a fragment is wanted."""

from collections.abc import Mapping
from typing import Any

from flask import request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import RequestEntityTooLarge

from carecircle.care.errors import Malformed
from carecircle.care.inputs.json_text import parse_json
from carecircle.care.translatable import lazy_gettext as _

JSON, HTML = "application/json", "text/html"
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def wants_json() -> bool:
    """Returns whether `Accept` prefers JSON to HTML; always true under `/events`."""
    if "/events" in (str(request.url_rule) if request.url_rule else ""):
        return True
    return request.accept_mimetypes.best_match([HTML, JSON]) == JSON


def wants_fragment() -> bool:
    return request.headers.get("HX-Request") == "true"


def submitted() -> Mapping[str, Any]:
    """Returns the members of a JSON object, or the fields of a form. Raises Malformed."""
    if request.is_json:
        return _json_object()
    if request.mimetype in FORMS or not request.content_length:
        return request.form
    raise Malformed(_("Send a form or a JSON object"), "wrong-content-type")


def replace_values(given: Mapping[str, Any], **values: str) -> Mapping[str, Any]:
    """Returns what was submitted with other values, as a form or as JSON like before."""
    if isinstance(given, MultiDict):
        return MultiDict(given.to_dict(flat=False) | values)
    return {**given, **values}


def _json_object() -> MultiDict[str, Any] | dict[str, Any]:
    most = request.max_content_length
    if most is not None and len(request.get_data()) >= most:  # without a length it is cut off
        raise RequestEntityTooLarge
    try:
        members = parse_json(request.get_data())
    except (ValueError, RecursionError) as error:
        raise Malformed(_("The body is not JSON that can be read")) from error
    if not isinstance(members, dict):
        raise Malformed(_("The body must be a JSON object, with its fields by name"))
    return members
