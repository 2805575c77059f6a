"""The audit trail is chained; keys answer once; revocations are numbered without a gap."""

import threading

import pytest
from sqlalchemy import text

from carecircle.db.session import Database, reading, transaction
from carecircle.events import audit, idempotency, log, revocation
from carecircle.events.who import EventActor
from tests import cast

ANA = EventActor("a", "Ana")


def write_three(family: str) -> None:
    for number in range(3):
        with transaction():
            log.record_audit(audit.Entry(family, ANA, "try", str(number), None, {"number": number}))


def first_broken(family: str) -> int | None:
    with reading() as session:
        return audit.first_broken(session, family)


def test_an_untouched_trail_is_whole(database: Database) -> None:
    family = cast.gather().family_id
    write_three(family)
    assert first_broken(family) is None


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE audit SET verb = 'other' WHERE seq = 2",
        "UPDATE audit SET payload = '{\"after\": 1}' WHERE seq = 2",
        "DELETE FROM audit WHERE seq = 2",
    ],
)
def test_the_trail_names_the_first_broken_row(sqlite_database: Database, harm: str) -> None:
    family = cast.gather().family_id
    write_three(family)
    with transaction() as tx:
        tx.session.execute(text(harm))
    assert first_broken(family) == 2


def test_a_lost_tail_is_noticed(sqlite_database: Database) -> None:
    family = cast.gather().family_id
    write_three(family)
    with transaction() as tx:
        tx.session.execute(text("DELETE FROM audit WHERE seq = 3"))
    assert first_broken(family) == 3


def test_an_emptied_payload_leaves_the_trail_valid(sqlite_database: Database) -> None:
    family = cast.gather().family_id
    write_three(family)
    with transaction() as tx:
        tx.session.execute(text("UPDATE audit SET payload = '{}' WHERE seq = 2"))
    assert first_broken(family) is None


def test_a_key_is_taken_once_and_then_answers(database: Database) -> None:
    with transaction() as tx:
        assert idempotency.claim(tx.session, "scope", "body") is None
        idempotency.store(tx.session, "scope", {"status": 201})
    with transaction() as tx:
        assert idempotency.claim(tx.session, "scope", "body") == {"status": 201}
        with pytest.raises(idempotency.OtherBody):
            idempotency.claim(tx.session, "scope", "another")


def test_a_simultaneous_second_waits_for_the_first(database: Database) -> None:
    first_is_in, answers = threading.Event(), []

    def second() -> None:
        first_is_in.wait()
        with transaction() as tx:
            answers.append(idempotency.claim(tx.session, "scope", "body"))

    thread = threading.Thread(target=second)
    thread.start()
    with transaction() as tx:
        idempotency.claim(tx.session, "scope", "body")
        first_is_in.set()
        thread.join(0.2)  # it must still be waiting
        assert thread.is_alive()
        idempotency.store(tx.session, "scope", {"status": 201})
    thread.join()
    assert answers == [{"status": 201}]


def test_a_key_of_a_failed_write_is_free_again(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), transaction() as tx:
        idempotency.claim(tx.session, "scope", "body")
        1 / 0  # noqa: B018
    with transaction() as tx:
        assert idempotency.claim(tx.session, "scope", "other body") is None


def test_revocations_are_numbered_and_told(database: Database) -> None:
    told: list[int] = []
    stop = revocation.on_notify(told.append)
    with transaction():
        revocation.revoke("member", "m1", "removed")
        revocation.revoke("session", "s1", "signed-out")
    stop()
    with reading() as session:
        rows = [(row.seq, row.kind) for row in revocation.read_after(session, 0)]
        assert revocation.head(session) == 2
    assert (rows, told) == ([(1, "member"), (2, "session")], [2])
