"""Responses stored by idempotency key: a request sent twice has one effect and one response."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.events.models import Event, StoredResponse

KEPT = timedelta(days=7)
MOST_CHARACTERS = 200


def digest(*parts: str) -> str:
    """Returns a digest of a scope (principal, method, path, key) or of a body."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


class OtherBody(Exception):
    """The key has already been used with another body."""


@dataclass(frozen=True)
class Reusable:
    """A key that may be reused: for another body at once, for the same one after some time, and as
    soon as a later event of the family is about the target."""

    after: timedelta
    family_id: str
    target: str


def claim(
    session: Session, scope: str, body: str, reusable: Reusable | None = None
) -> dict[str, Any] | None:
    """Claim the key for this transaction. Returns the stored response if there is one.

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
    lock = reusable is not None or None
    kept = session.get_one(StoredResponse, scope, populate_existing=True, with_for_update=lock)
    is_other = kept.body_digest != body
    if reusable is not None and (is_other or _is_over(session, kept, reusable, now)):
        session.execute(update(StoredResponse).where(StoredResponse.digest == scope).values(row))
        return None
    if is_other:
        raise OtherBody
    return kept.answer


def _is_over(session: Session, kept: StoredResponse, reusable: Reusable, now: datetime) -> bool:
    """Returns whether the stored response is too old, or says nothing of the target as it is."""
    if kept.at < now - reusable.after:
        return True
    if not reusable.target:
        return False
    later = select(Event.data).where(Event.family_id == reusable.family_id, Event.at > kept.at)
    return any(reusable.target in data.values() for data in session.scalars(later))


def find(session: Session, scopes: Collection[str]) -> dict[str, Any] | None:
    """Returns the stored response of the first of these scopes that has been committed."""
    kept = select(StoredResponse.answer).where(
        StoredResponse.digest.in_(scopes), StoredResponse.answer.is_not(None)
    )
    found: dict[str, Any] | None = session.scalar(kept.limit(1))
    return found


def store(session: Session, scope: str, answer: dict[str, Any]) -> None:
    """Stores the response as of now: what follows is news to it."""
    row = update(StoredResponse).where(StoredResponse.digest == scope)
    session.execute(row.values(answer=answer, at=clock.now()))


def forget_old(session: Session, limit: int = 200) -> int:
    """Deletes at most so many old responses. Returns how many."""
    old = select(StoredResponse.digest).where(StoredResponse.at < clock.now() - KEPT).limit(limit)
    digests = session.scalars(old).all()
    session.execute(delete(StoredResponse).where(StoredResponse.digest.in_(digests)))
    return len(digests)
