"""Claims due rows, so that each is processed once with any number of workers.

All families are claimed in one transaction. If one of them is held by somebody else, each has a
transaction of its own, and the one that is held waits for the next round.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import structlog
from sqlalchemy import Select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from carecircle.db.failures import Failure, failure_of
from carecircle.db.locks import locks_within
from carecircle.db.session import reading, transaction
from carecircle.db.timeouts import JOB_LOCK_S

Row = TypeVar("Row")
_log = structlog.get_logger("carecircle.jobs")


def claim(due: Select[Row], settle: Callable[[Session, Row], object], limit: int = 50) -> int:
    """Lock the due rows that no other worker holds and call settle with each; afterwards the row
    must no longer be due. Checks without a write lock first. Returns the number of rows."""

    def settle_each(session: Session, rows: list[Row]) -> None:
        for row in rows:
            settle(session, row)

    return claim_together(due, settle_each, limit)


def claim_together(
    due: Select[Row], settle: Callable[[Session, list[Row]], object], limit: int
) -> int:
    """As claim, with all rows in one call."""
    with reading() as session:
        if session.scalar(due.limit(1)) is None:
            return 0
    try:
        return _claim(due, settle, limit)
    except DBAPIError as error:
        if failure_of(error) is not Failure.BUSY:
            raise
    return sum(_claim_unless_held(due, settle, limit, family_id) for family_id in _families(due))


def _claim(due: Select[Row], settle: Callable[[Session, list[Row]], object], limit: int) -> int:
    with locks_within(JOB_LOCK_S), transaction() as tx:
        found = list(tx.session.scalars(due.limit(limit).with_for_update(skip_locked=True)))
        settle(tx.session, found)
        return len(found)


def _claim_unless_held(
    due: Select[Row], settle: Callable[[Session, list[Row]], object], limit: int, family_id: str
) -> int:
    try:
        return _claim(due.where(_entity(due).family_id == family_id), settle, limit)
    except DBAPIError as error:
        if failure_of(error) is not Failure.BUSY:
            raise
        _log.warning("family is held, retrying in the next round", exc_info=True)
        return 0


def _families(due: Select[Any]) -> list[str]:
    column = _entity(due).family_id
    with reading() as session:
        return list(session.scalars(due.order_by(None).with_only_columns(column).distinct()))


def _entity(due: Select[Any]) -> Any:
    return due.column_descriptions[0]["entity"]
