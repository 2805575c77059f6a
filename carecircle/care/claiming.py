"""Due work, claimed row by row, so that over any number of workers each is settled once."""

from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import Select

from carecircle.db.session import reading, transaction

Row = TypeVar("Row")


def claim(rows: Select[Row], settle: Callable[[Row], Any]) -> int:
    """Lock the due rows that nobody else holds and settle each: it must be due no more after
    that. Looks first without the lock for writing. Answers how many."""
    with reading() as session:
        if session.scalar(rows.limit(1)) is None:
            return 0
    with transaction() as tx:
        found = list(tx.session.scalars(rows.with_for_update(skip_locked=True)))
        for row in found:
            settle(row)
        return len(found)
