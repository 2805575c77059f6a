"""Responses stored by idempotency key: a request sent twice has one effect and one response."""

import hashlib
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.events.models import KeptAnswer

KEPT = timedelta(days=7)
MOST_CHARACTERS = 200


def digest(*parts: str) -> str:
    """Returns a digest of a scope (principal, method, path, key) or of a body."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


class OtherBody(Exception):
    """The key has already been used with another body."""


def claim(session: Session, scope: str, body: str) -> dict[str, Any] | None:
    """Claim the key for this transaction. Returns the stored response if there is one.

    A concurrent request with the same key waits for the first: for its row (PostgreSQL) or for its
    transaction (SQLite). Raises OtherBody.
    """
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    row = {"digest": scope, "body_digest": body, "answer": None, "at": clock.now()}
    taken = insert(KeptAnswer).values(row).on_conflict_do_nothing().returning(KeptAnswer.digest)
    if session.scalar(taken) is not None:
        return None
    kept = session.get_one(KeptAnswer, scope, populate_existing=True)
    if kept.body_digest != body:
        raise OtherBody
    return kept.answer


def keep(session: Session, scope: str, answer: dict[str, Any]) -> None:
    session.execute(update(KeptAnswer).where(KeptAnswer.digest == scope).values(answer=answer))


def forget_old(session: Session) -> None:
    session.execute(delete(KeptAnswer).where(KeptAnswer.at < clock.now() - KEPT))
