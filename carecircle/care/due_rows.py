"""Claims due rows, so that each is processed once with any number of workers."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Select
from sqlalchemy.orm import Session

from carecircle.db.session import reading, transaction

Row = TypeVar("Row")


def claim(due: Select[Row], settle: Callable[[Session, Row], object], limit: int = 50) -> int:
    """Lock the due rows that no other worker holds and call settle with each; afterwards the row
    must no longer be due. Checks without a write lock first. Returns the number of rows."""
    with reading() as session:
        if session.scalar(due.limit(1)) is None:
            return 0
    with transaction() as tx:
        found = list(tx.session.scalars(due.limit(limit).with_for_update(skip_locked=True)))
        for row in found:
            settle(tx.session, row)
        return len(found)
