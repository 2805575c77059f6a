"""Tidying in small batches: between two of them every other job has its turn."""

from datetime import timedelta

from sqlalchemy import select

from carecircle import clock
from carecircle.auth import account_emails
from carecircle.db.session import reading, transaction
from carecircle.events import idempotency, log
from carecircle.events.models import FamilyStream

REPLAYABLE_FOR = timedelta(days=7)
MIN_REPLAYABLE = 5_000
FAMILIES_AT_ONCE = 10
FORGOTTEN_AT_ONCE = 200


def forget_old() -> int:
    """Deletes a batch of responses older than a week, and old e-mails about accounts. Returns the
    number of responses."""
    with transaction() as tx:
        account_emails.forget_old(tx.session)
        return idempotency.forget_old(tx.session, FORGOTTEN_AT_ONCE)


class Tidy:
    """Raises the replay floor of each log, a few families at a time."""

    def __init__(self) -> None:
        self._after = ""

    def __call__(self) -> int:
        """Returns the number of families of this batch; the next call goes on behind them."""
        rows = select(FamilyStream.family_id).where(FamilyStream.family_id > self._after)
        with reading() as session:
            ordered = rows.order_by(FamilyStream.family_id).limit(FAMILIES_AT_ONCE)
            families = list(session.scalars(ordered))
        before = clock.now() - REPLAYABLE_FOR
        for family_id in families:
            with transaction() as tx:
                log.raise_replay_floor(tx.session, family_id, before, MIN_REPLAYABLE)
        self._after = families[-1] if len(families) == FAMILIES_AT_ONCE else ""
        return len(families)
