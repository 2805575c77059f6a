"""How long anything waits for the database, in seconds. Every limit is here, so that they fit:

a lock is given up before its statement, a statement by the server before this process gives up the
answer, and a dead connection is found before a reader of the log counts as late.
"""

from dataclasses import dataclass

CONNECT_S = 3  # psycopg accepts no less than 2
POOL_WAIT_S = 5
LOCK_S = 4.0  # PostgreSQL may wait twice: for the place in the queue, and for the row
JOB_LOCK_S = 0.5  # a job has other families to look after
STATEMENT_S = 15.0
IDLE_IN_TRANSACTION_S = 10.0
ANSWER_S = 20.0  # longer than STATEMENT_S: normally the server ends a statement itself
PING_S = 2.0  # the first question on a connection that comes out of the pool
DEAD_PEER_S = 5.0  # TCP: sent bytes that nobody acknowledged, and probes without an answer
PROBE_AFTER_S, PROBE_EVERY_S, PROBES = 2, 1, 3

SQLITE_LOCK_S = 8.0
SQLITE_BUSY_MS = 1_000  # blocks a gevent worker, so short

LOG_READ_S = 3.0  # one read of the log; then its connection is given up
LOG_STALE_S = 5.0  # without a successful read of the log, streams are no longer kept open
READY_S = 2.0  # a question of /readyz

FAMILY_WRITES = 2  # transactions of one family at the same time, in one worker
OTHER_WRITES = 20  # those that belong to no family
SQLITE_WRITES = 8  # one of them writes, the others wait for it
TURN_S = 8.0  # in which no transaction before it has come to an end
LONGEST_TURN_S = 25.0
MOST_WAITING = 200


@dataclass(frozen=True)
class Timeouts:
    """Limits of a PostgreSQL session, in seconds; None: no limit.

    answer_s: how long this process waits for the server's answer.
    """

    lock_s: float | None = LOCK_S
    statement_s: float | None = STATEMENT_S
    idle_in_transaction_s: float | None = IDLE_IN_TRANSACTION_S
    answer_s: float | None = ANSWER_S

    def session_options(self) -> str:
        """Returns the options with which a session starts, as PGOPTIONS has them."""
        given = {
            "lock_timeout": self.lock_s,
            "statement_timeout": self.statement_s,
            "idle_in_transaction_session_timeout": self.idle_in_transaction_s,
            "tcp_user_timeout": DEAD_PEER_S,
        }
        milliseconds = {name: int(1000 * (seconds or 0)) for name, seconds in given.items()}
        options = {"timezone": "UTC", **milliseconds, **_probes("tcp_keepalives")}
        return " ".join(f"-c {name}={value}" for name, value in options.items())


SERVING = Timeouts()
COMMAND = Timeouts(lock_s=60.0, statement_s=None, idle_in_transaction_s=None, answer_s=None)


def _probes(prefix: str) -> dict[str, int]:
    return {
        f"{prefix}_idle": PROBE_AFTER_S,
        f"{prefix}_interval": PROBE_EVERY_S,
        f"{prefix}_count": PROBES,
    }


def connection_arguments(timeouts: Timeouts, options: str = "") -> dict[str, str | int]:
    """Returns what libpq is told. options: those of the database's address, which stay in force."""
    return {
        "connect_timeout": CONNECT_S,
        "options": f"{timeouts.session_options()} {options}".strip(),
        "keepalives": 1,
        "tcp_user_timeout": int(1000 * DEAD_PEER_S),
        **_probes("keepalives"),
    }
