"""Due work, claimed row by row, so that over any number of workers each is settled once."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Select
from sqlalchemy.orm import Session

from carecircle.db.session import reading, transaction

Row = TypeVar("Row")


def claim(due: Select[Row], settle: Callable[[Session, Row], object], limit: int = 50) -> int:
    """Lock the due rows that nobody else holds and settle each: it must be due no more after
    that. Looks first without the lock for writing. Answers how many."""
    with reading() as session:
        if session.scalar(due.limit(1)) is None:
            return 0
    with transaction() as tx:
        found = list(tx.session.scalars(due.limit(limit).with_for_update(skip_locked=True)))
        for row in found:
            settle(tx.session, row)
        return len(found)
