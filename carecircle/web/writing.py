"""How a write is carried out and answered: once, under its idempotency key, in one transaction."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from flask import Response, g, jsonify, make_response, redirect, request

from carecircle.care.errors import Malformed, Refused
from carecircle.db.session import transaction
from carecircle.events import idempotency
from carecircle.web.reading import submitted, wants_fragment, wants_json

NOT_OF_THE_BODY = frozenset({"csrf_token", "idempotency_key"})


@dataclass(frozen=True)
class Outcome:
    """What a write did. It is kept under the key, so it holds no secret.

    resource: the bare JSON resource. location: its address. page: where a plain form leads, if
    elsewhere. status: 201, or 200 where it joined or changed something.
    """

    resource: dict[str, Any]
    location: str
    page: str | None = None
    status: int = 201


class KeyReused(Refused):
    status, code = 422, "idempotency-key-reused"

    def __init__(self) -> None:
        super().__init__("This key has been used for something else. Open the form again")


def write(
    action: Callable[[], Outcome], fragment: Callable[[dict[str, Any]], str] | None = None
) -> Response:
    """Do it, or repeat the answer of the same write. fragment(resource): the HTML for htmx."""
    return answer(carry_out(action), fragment)


def carry_out(action: Callable[[], Outcome]) -> Outcome:
    """The outcome, of now or of before. What an exception refuses is rolled back and not kept."""
    key = _key()
    with transaction() as tx:
        if key is None:
            return action()
        scope, body = _scope(key), _body_digest()
        try:
            kept = idempotency.claim(tx.session, scope, body)
        except idempotency.OtherBody as error:
            raise KeyReused from error
        if kept is not None:
            return Outcome(**kept)
        outcome = action()
        idempotency.keep(tx.session, scope, asdict(outcome))
    return outcome


def answer(outcome: Outcome, fragment: Callable[[dict[str, Any]], str] | None = None) -> Response:
    if wants_json():
        response = make_response(jsonify(outcome.resource), outcome.status)
        response.headers["Location"] = outcome.location
        return response
    page = outcome.page or outcome.location
    if not wants_fragment():
        return make_response(redirect(page, 303))
    if fragment is not None:
        return make_response(fragment(outcome.resource))
    response = make_response("", 200)
    response.headers["HX-Redirect"] = page
    return response


def _key() -> str | None:
    key = request.headers.get("Idempotency-Key") or submitted().get("idempotency_key")
    if key is None or key == "":
        return None
    if not isinstance(key, str) or len(key) > idempotency.MOST_CHARACTERS:
        raise Malformed("The idempotency key must be text of at most 200 characters")
    return key


def _scope(key: str) -> str:
    who = g.principal.scope_of_keys if g.principal else "anybody"
    return idempotency.digest(who, request.method, request.path, key)


def _body_digest() -> str:
    given = submitted()
    lists = given.to_dict(flat=False) if hasattr(given, "to_dict") else given
    told = {name: lists[name] for name in sorted(lists) if name not in NOT_OF_THE_BODY}
    return idempotency.digest(json.dumps(told, sort_keys=True, default=str))
