"""Whether the database can be served: asked again and again until it can, then never again.

A worker starts without its database. Until the database answers with the schema of this code, the
worker refuses requests; it needs no restart when the database appears.
"""

import threading
from collections.abc import Callable

import structlog
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from carecircle.db import schema
from carecircle.db.schema import DatabaseNotReady
from carecircle.db.session import Database

UNAVAILABLE = "unavailable"
_log = structlog.get_logger("carecircle.database")


class Gate:
    """also: further conditions, which raise DatabaseNotReady; called when the schema is right.

    problem: why it is closed; None if it is open, or before the first check.
    """

    def __init__(self, database: Database, also: Callable[[], None] = lambda: None):
        self._database, self._also = database, also
        self._checking = threading.Lock()
        self.is_open = False
        self.problem: DatabaseNotReady | None = None

    def check(self) -> None:
        """Raises DatabaseNotReady while the database cannot be served.

        One caller at a time asks the database; the others are given the last result meanwhile,
        because a connection to a host that is away takes seconds."""
        if self.is_open:
            return
        if self._checking.acquire(blocking=self.problem is None):
            try:
                self._ask()
            finally:
                self._checking.release()
        if self.problem is not None:
            raise DatabaseNotReady(self.problem.code, str(self.problem))

    def is_ready(self) -> bool:
        """Returns whether the database can be served now."""
        try:
            self.check()
        except DatabaseNotReady:
            return False
        return True

    def _ask(self) -> None:
        if self.is_open:
            return
        try:
            schema.check(self._database)
            self._also()
        except DatabaseNotReady as error:
            self._close(error, str(error))
        except (SQLAlchemyError, OSError) as error:
            away = DatabaseNotReady(UNAVAILABLE, "The database cannot be reached")
            self._close(away, said_by_driver(error))
        else:
            if self.problem is not None:
                _log.info("the database can be served")
            self.is_open, self.problem = True, None

    def _close(self, problem: DatabaseNotReady, why: str) -> None:
        """Logs a new problem once, not at every check. The next check connects anew: the file may
        be another one by then."""
        self._database.close()
        if self.problem is None or str(problem) != str(self.problem):
            _log.error("the database cannot be served", code=problem.code, why=why)
        self.problem = problem


def said_by_driver(error: Exception) -> str:
    """Returns the words of the driver, which name the host or the file, without the statement."""
    return " ".join(str(error.orig if isinstance(error, DBAPIError) else error).split())
