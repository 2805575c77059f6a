"""Reads: when somebody was last seen, from the rows of their sessions."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carecircle.auth.models import AuthSession


def last_seen_of(session: Session, account_ids: Iterable[str]) -> dict[str, datetime]:
    """Returns the time to the minute, by account, without those who never signed in."""
    rows = (
        select(AuthSession.account_id, func.max(AuthSession.last_seen_at))
        .where(AuthSession.account_id.in_(list(account_ids)))
        .group_by(AuthSession.account_id)
    )
    return {row[0]: row[1] for row in session.execute(rows) if row[1]}
