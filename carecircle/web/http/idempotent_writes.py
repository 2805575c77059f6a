"""Idempotent writes: performed once under a key in one transaction, then answered from storage."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from carecircle.care.errors import ActionError, Malformed
from carecircle.care.translatable import lazy_gettext as _
from carecircle.db.session import transaction
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


def write_once(scope: str | None, body: str, action: Callable[[], WriteResult]) -> WriteResult:
    """Performs the action, or returns its stored outcome. scope: of the key; None without a key.

    Raises KeyReused, and whatever the action raises; then nothing is stored.
    """
    with transaction() as tx:
        if scope is None:
            return action()
        try:
            stored = idempotency.claim(tx.session, scope, body)
        except idempotency.OtherBody as error:
            raise KeyReused from error
        if stored is not None:
            return WriteResult(**stored)
        outcome = action()
        idempotency.store(tx.session, scope, asdict(outcome))
    return outcome
