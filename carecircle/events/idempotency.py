"""Responses stored by idempotency key: a request sent twice has one effect and one response."""

import hashlib
from collections.abc import Collection
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.events.models import StoredResponse

KEPT = timedelta(days=7)
MOST_CHARACTERS = 200


def digest(*parts: str) -> str:
    """Returns a digest of a scope (principal, method, path, key) or of a body."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


class OtherBody(Exception):
    """The key has already been used with another body."""


def claim(
    session: Session, scope: str, body: str, reusable_after: timedelta | None = None
) -> dict[str, Any] | None:
    """Claim the key for this transaction. Returns the stored response if there is one.
    reusable_after: the key may be reused after that time, and for another body at once.

    A concurrent request with the same key waits for the first: for its row (PostgreSQL) or for its
    transaction (SQLite). Raises OtherBody.
    """
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    now = clock.now()
    row = {"digest": scope, "body_digest": body, "answer": None, "at": now}
    taken = (
        insert(StoredResponse).values(row).on_conflict_do_nothing().returning(StoredResponse.digest)
    )
    if session.scalar(taken) is not None:
        return None
    is_reusable = reusable_after is not None
    kept = session.get_one(
        StoredResponse, scope, populate_existing=True, with_for_update=is_reusable or None
    )
    is_other = kept.body_digest != body
    if reusable_after is not None and (is_other or kept.at < now - reusable_after):
        session.execute(update(StoredResponse).where(StoredResponse.digest == scope).values(row))
        return None
    if is_other:
        raise OtherBody
    return kept.answer


def find(session: Session, scopes: Collection[str]) -> dict[str, Any] | None:
    """Returns the stored response of the first of these scopes that has been committed."""
    kept = select(StoredResponse.answer).where(
        StoredResponse.digest.in_(scopes), StoredResponse.answer.is_not(None)
    )
    found: dict[str, Any] | None = session.scalar(kept.limit(1))
    return found


def store(session: Session, scope: str, answer: dict[str, Any]) -> None:
    session.execute(
        update(StoredResponse).where(StoredResponse.digest == scope).values(answer=answer)
    )


def forget_old(session: Session, limit: int = 200) -> int:
    """Deletes at most so many old responses. Returns how many."""
    old = select(StoredResponse.digest).where(StoredResponse.at < clock.now() - KEPT).limit(limit)
    digests = session.scalars(old).all()
    session.execute(delete(StoredResponse).where(StoredResponse.digest.in_(digests)))
    return len(digests)
