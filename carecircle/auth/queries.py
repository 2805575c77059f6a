"""Reads: when somebody was last seen, from what their sessions keep anyway."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carecircle.auth.models import AuthSession


def last_seen_of(session: Session, account_ids: Iterable[str]) -> dict[str, datetime]:
    """To the minute, by account; those who never signed in are left out."""
    rows = (
        select(AuthSession.account_id, func.max(AuthSession.last_seen_at))
        .where(AuthSession.account_id.in_(list(account_ids)))
        .group_by(AuthSession.account_id)
    )
    return {row[0]: row[1] for row in session.execute(rows) if row[1]}
