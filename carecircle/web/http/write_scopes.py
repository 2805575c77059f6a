"""The scopes of idempotency keys: who sent which write, by which way."""

from carecircle.events import idempotency


def request_scope(owner: str, method: str, path: str, key: str) -> str:
    """Returns the scope of a key that came with a request. owner: of the keys."""
    return idempotency.digest(owner, method, path, key)


def command_scope(actor_id: str, family_id: str, type_: str, key: str) -> str:
    """Returns the scope of a key that came with a websocket command."""
    return idempotency.digest(actor_id, "websocket", f"{family_id} {type_}", key)
