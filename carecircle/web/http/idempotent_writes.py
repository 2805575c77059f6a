"""A write under its key: carried out once, in one transaction, and answered again afterwards."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from carecircle.care.errors import Malformed, Refused
from carecircle.care.translatable import lazy_gettext as _
from carecircle.db.session import transaction
from carecircle.events import idempotency


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


def key_of(given: Any) -> str | None:
    """The key that came with a write. Raises Malformed."""
    if given is None or given == "":
        return None
    if not isinstance(given, str) or len(given) > idempotency.MOST_CHARACTERS:
        raise Malformed(_("The idempotency key must be text of at most 200 characters"))
    return given


def once(scope: str | None, body: str, action: Callable[[], Outcome]) -> Outcome:
    """Do it, or answer what it answered before. scope: of the key; None where there is no key.

    Raises KeyReused, and whatever the action raises: then nothing is kept.
    """
    with transaction() as tx:
        if scope is None:
            return action()
        try:
            kept = idempotency.claim(tx.session, scope, body)
        except idempotency.OtherBody as error:
            raise KeyReused from error
        if kept is not None:
            return Outcome(**kept)
        outcome = action()
        idempotency.keep(tx.session, scope, asdict(outcome))
    return outcome
