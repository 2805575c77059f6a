"""Tidying in small batches: between two of them every other job has its turn."""

from datetime import timedelta

import structlog
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from carecircle import clock
from carecircle.auth import account_emails
from carecircle.db.failures import Failure, failure_of
from carecircle.db.locks import locks_within
from carecircle.db.session import reading, transaction
from carecircle.db.timeouts import JOB_LOCK_S
from carecircle.events import idempotency, log
from carecircle.events.models import FamilyStream

REPLAYABLE_FOR = timedelta(days=7)
MIN_REPLAYABLE = 5_000
FAMILIES_AT_ONCE = 10
FORGOTTEN_AT_ONCE = 200
_log = structlog.get_logger("carecircle.jobs")


def forget_old() -> int:
    """Deletes a batch of responses older than a week, and old e-mails about accounts. Returns the
    number of responses."""
    with transaction() as tx:
        account_emails.forget_old(tx.session)
        return idempotency.forget_old(tx.session, FORGOTTEN_AT_ONCE)


class Tidy:
    """Raises the replay floor of each log, a few families at a time.

    A family whose row is held by somebody else keeps nothing from the others: it is tried again
    at the end of the round, and if it is still held, in the next round."""

    def __init__(self) -> None:
        self._after = ""
        self._held: list[str] = []

    def __call__(self) -> int:
        """Returns the number of families of this batch; the next call goes on behind them."""
        families = self._next()
        self._held += [one for one in families if not _tidied(one)]
        self._after = families[-1] if len(families) == FAMILIES_AT_ONCE else ""
        if not self._after:
            again, self._held = self._held, []
            for family_id in again:
                _tidied(family_id)
        return len(families)

    def _next(self) -> list[str]:
        rows = select(FamilyStream.family_id).where(FamilyStream.family_id > self._after)
        with reading() as session:
            ordered = rows.order_by(FamilyStream.family_id).limit(FAMILIES_AT_ONCE)
            return list(session.scalars(ordered))


def _tidied(family_id: str) -> bool:
    """Raises the floor of one family; returns False if its row is held."""
    before = clock.now() - REPLAYABLE_FOR
    try:
        with locks_within(JOB_LOCK_S), transaction() as tx:
            log.raise_replay_floor(tx.session, family_id, before, MIN_REPLAYABLE)
    except DBAPIError as error:
        if failure_of(error) is not Failure.BUSY:
            raise
        _log.warning("family is held, tidied later", family=family_id)
        return False
    return True
