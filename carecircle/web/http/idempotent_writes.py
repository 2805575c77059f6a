"""Idempotent writes: performed once under a key in one transaction, then answered from storage."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy.exc import DBAPIError, TimeoutError

from carecircle.care.errors import ActionError, Malformed
from carecircle.care.translatable import lazy_gettext as _
from carecircle.db.failures import OutcomeUnknown
from carecircle.db.session import reading, transaction
from carecircle.events import idempotency


@dataclass(frozen=True)
class WriteResult:
    """The outcome of a write. It is stored under the key, so it holds no secret.

    resource: the bare JSON resource. location: its URL. page: where a plain form redirects, if
    elsewhere. status: 201, or 200 where it joined or changed something.
    """

    resource: dict[str, Any]
    location: str
    page: str | None = None
    status: int = 201


class KeyReused(ActionError):
    status, code = 422, "idempotency-key-reused"

    def __init__(self) -> None:
        super().__init__(_("This key has been used for something else. Open the form again"))


def key_of(given: Any) -> str | None:
    """Returns the key that came with a write. Raises Malformed."""
    if given is None or given == "":
        return None
    if not isinstance(given, str) or len(given) > idempotency.MOST_CHARACTERS:
        raise Malformed(_("The idempotency key must be text of at most 200 characters"))
    return given


def write_once(
    scope: str | None,
    body: str,
    action: Callable[[], WriteResult],
    *,
    reusable: idempotency.Reusable | None = None,
    reused: type[KeyReused] = KeyReused,
) -> WriteResult:
    """Performs the action, or returns its stored outcome. scope: of the key; None without a key.
    reusable: where the key may be reused.

    Raises KeyReused, and whatever the action raises; then nothing is stored. Raises OutcomeUnknown
    if the connection broke while it was committed and no outcome can be found.
    """
    try:
        return _perform(scope, body, action, reusable, reused)
    except OutcomeUnknown:
        stored = _stored(scope)
        if stored is None:
            raise
        return stored


def _stored(scope: str | None) -> WriteResult | None:
    """Returns the outcome that was committed although its connection broke, None if none is
    found: the server may still be committing it."""
    if scope is None:
        return None
    try:
        with reading() as session:
            answer = idempotency.find(session, [scope])
    except (DBAPIError, TimeoutError):
        return None
    return WriteResult(**answer) if answer is not None else None


def _perform(
    scope: str | None,
    body: str,
    action: Callable[[], WriteResult],
    reusable: idempotency.Reusable | None,
    reused: type[KeyReused],
) -> WriteResult:
    with transaction() as tx:
        if scope is None:
            return action()
        try:
            stored = idempotency.claim(tx.session, scope, body, reusable)
        except idempotency.OtherBody as error:
            raise reused from error
        if stored is not None:
            return WriteResult(**stored)
        outcome = action()
        idempotency.store(tx.session, scope, asdict(outcome))
    return outcome
