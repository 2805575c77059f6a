"""Revocations: whose open streams must end. Every worker reads them; the numbers have no gap."""

from collections.abc import Callable
from functools import partial

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.db.after_commit import run_each
from carecircle.db.session import Transaction, transaction
from carecircle.events.models import Revocation, RevocationStream

KINDS = ("session", "account", "member", "token", "device")
_listeners: list[Callable[[int], None]] = []


def on_notify(listener: Callable[[int], None]) -> Callable[[], None]:
    """Call listener(seq) after each commit that revokes. Returns a function that unsubscribes
    it."""
    _listeners.append(listener)
    return lambda: _listeners.remove(listener)


def revoke(kind: str, subject_id: str, reason: str) -> None:
    """End the open streams of a subject when this transaction commits. reason: sent with `bye`."""
    if kind not in KINDS:
        raise ValueError(f"{kind!r} is nothing that can be revoked")
    with transaction() as tx:
        waiting = tx.info.setdefault("revocations", [])
        waiting.append(Revocation(kind=kind, subject_id=subject_id, reason=reason, at=clock.now()))
        if len(waiting) == 1:
            tx.before_commit(lambda: _write(tx, waiting), rank=1)


def read_after(session: Session, seq: int) -> list[Revocation]:
    rows = select(Revocation).where(Revocation.seq > seq).order_by(Revocation.seq)
    return list(session.scalars(rows))


def head(session: Session) -> int:
    """Returns the number of the last revocation; 0 before the first."""
    return session.scalar(select(RevocationStream.seq)) or 0


def _write(tx: Transaction, waiting: list[Revocation]) -> None:
    raised = update(RevocationStream).values(seq=RevocationStream.seq + len(waiting))
    last = tx.session.scalars(raised.returning(RevocationStream.seq)).one()
    for seq, row in enumerate(waiting, last - len(waiting) + 1):
        row.seq = seq
        tx.session.add(row)
    tx.session.flush()
    tx.after_commit(lambda: _notify_listeners(last))


def _notify_listeners(last: int) -> None:
    run_each(partial(listener, last) for listener in list(_listeners))
