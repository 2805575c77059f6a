"""The responses of every operation: statuses and contents."""

from typing import Any

from carecircle.web.openapi.operations import Operation
from carecircle.web.openapi.resources import ANSWERED
from carecircle.web.paper.registration import pdf_name
from carecircle.web.paper.sheets import SHEETS

Json = dict[str, Any]
CONTENT = {
    "chat.attachment": ("image/jpeg", "application/octet-stream"),
    "delivery.events": ("application/json",),
    "delivery.healthz": ("application/json",),
    "delivery.metrics": ("text/plain",),
    "delivery.readyz": ("application/json",),
    "delivery.stream": ("text/event-stream",),
    "medications.photo": ("image/jpeg",),
    "openapi.document": ("application/json",),
    "openapi.page": ("text/html",),
    "recipients.recipient_photo": ("image/jpeg",),
    "outreach.push_worker": ("text/javascript",),
    "paper.by_link": ("text/html",),
    "paper.photo_by_link": ("image/jpeg",),
    "shifts.calendar": ("text/calendar",),
    **{f"paper.{pdf_name(sheet)}": ("application/pdf",) for sheet in SHEETS if sheet.has_pdf},
}
USUAL = ("application/json", "text/html")
POLLED_WITH_ETAG = {"dashboard.stats", "emergencies.alerts"}
SOCKET = "delivery.events_socket"
_ERRORS = {
    "400": "The request cannot be read",
    "401": "Nobody is signed in. A page leads to /sign-in instead",
    "403": "Not this role, not this token, or not from this page",
    "404": "Not there, or not yours",
    "409": "Somebody was first",
    "413": "Too long",
    "422": "A field cannot be taken, or a rule of care forbids it",
    "429": "Too often; Retry-After says when",
    "503": "Nothing was saved: send the same again with the same key",
}


def responses(one: Operation) -> Json:
    """Returns the responses of an operation by status."""
    found = _written(one) if one.method == "POST" else _shown(one)
    return found | {status: _error(status) for status in _errors_of(one)}


def error_responses() -> Json:
    """Returns the components that responses() refers to."""
    content = {
        "application/json": {"schema": {"$ref": "#/components/schemas/Error"}},
        "text/html": {"schema": {"type": "string"}},
    }
    return {
        f"Error{status}": {"description": words, "content": content}
        for status, words in _ERRORS.items()
    }


def error_schema() -> Json:
    """Returns the schema of an error."""
    fields = {
        "type": ["object", "null"],
        "additionalProperties": {"type": "string"},
        "description": "By field: what is wrong and how to mend it",
    }
    error = {
        "type": "object",
        "properties": {"code": {"type": "string"}, "message": {"type": "string"}, "fields": fields},
        "required": ["code", "message"],
    }
    beside = {
        "administration": {"type": "object", "description": "Of a dose that is recorded already"},
        "next_safe_at": {"type": "string", "format": "date-time"},
        "questions": {
            "type": "array",
            "items": {"type": "object", "required": ["code", "message"]},
            "description": "What `confirm` answers by its codes; with what does not fit together",
        },
    }
    return {"type": "object", "properties": {"error": error, **beside}, "required": ["error"]}


def _written(one: Operation) -> Json:
    resource = {"application/json": {"schema": _schema_of(one) or {"type": "object"}}}
    location = {"Location": {"schema": {"type": "string"}}}
    page = {"text/html": {"schema": {"type": "string"}}}
    return {
        "200": {"description": "Changed, or joined to what there was", "content": resource | page},
        "201": {"description": "Made", "headers": location, "content": resource},
        "303": {"description": "After a plain form: to the page", "headers": location},
    }


def _shown(one: Operation) -> Json:
    if one.endpoint == SOCKET:
        return {"101": {"description": "The websocket is open"}}
    kinds = CONTENT.get(one.endpoint, USUAL)
    content: Json = {kind: {} for kind in kinds}
    if schema := _schema_of(one):
        content["application/json"] = {"schema": schema}
    found: Json = {"200": {"description": "Found", "content": content}}
    if kinds == USUAL:
        found["303"] = {"description": "The page is elsewhere"}
    if one.endpoint in POLLED_WITH_ETAG:
        found["304"] = {"description": "As the ETag says"}
    return found


def _schema_of(one: Operation) -> Json:
    """Returns the schema of what it answers; empty where it is not described."""
    answered = ANSWERED.get(one.endpoint)
    return answered.schema() if answered else {}


def _errors_of(one: Operation) -> list[str]:
    is_public, is_write = one.rule.scope == "public", one.method == "POST"
    found = ["404", "503"] if one.parameters else ["503"]
    found += [] if is_public else ["401", "403"]
    found += ["422"] if is_write or one.inputs.query else []
    found += ["400", "409", "413", "429"] if is_write else []
    found += ["400"] if one.tag == "delivery" and one.inputs.query else []
    return sorted(set(found))


def _error(status: str) -> Json:
    return {"$ref": f"#/components/responses/Error{status}"}
