"""When a session or token was last used: collected in memory, stored at most once a minute.

A crash loses up to a minute of it; a write for each page view would cost far more.
"""

from datetime import datetime, timedelta

import structlog
from sqlalchemy import update
from sqlalchemy.exc import SQLAlchemyError

from carecircle import clock
from carecircle.auth.models import AuthSession, Token
from carecircle.auth.principal import Principal
from carecircle.db.session import transaction

EVERY = timedelta(minutes=1)
_log = structlog.get_logger(__name__)


class LastSeen:
    """What this worker has seen and not stored yet."""

    def __init__(self) -> None:
        self._waiting: dict[type[AuthSession] | type[Token], dict[str, datetime]] = {
            AuthSession: {},
            Token: {},
        }
        self._written_at: datetime | None = None

    def note(self, principal: Principal) -> None:
        """Collect; store everything collected once the minute is over."""
        now = clock.now()
        if principal.session_id is not None:
            self._waiting[AuthSession][principal.session_id] = now
        elif principal.token_id is not None:
            self._waiting[Token][principal.token_id] = now
        if self._written_at is None or not now - EVERY < self._written_at <= now:
            self._written_at = now
            self.write()

    def write(self) -> None:
        """Store what was collected. A failure is only logged: reads must go on without writes."""
        waiting, self._waiting = self._waiting, {AuthSession: {}, Token: {}}
        try:
            with transaction() as tx:
                for kind, seen in waiting.items():
                    rows = [{"id": key, "last_seen_at": seen[key]} for key in sorted(seen)]
                    if rows:
                        tx.session.execute(update(kind), rows)
        except SQLAlchemyError as error:
            _log.warning("last_seen_not_written", error=type(error).__name__, exc_info=True)
