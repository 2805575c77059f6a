"""Sessions end in time, and their streams with them; who acts is asked at each message."""

from datetime import timedelta

import pytest
import time_machine

from carecircle import clock
from carecircle.auth import sessions, tokens
from carecircle.auth.admission import admit
from carecircle.auth.authentication import by_session_key, by_token_key
from carecircle.auth.browsers import Browser
from carecircle.auth.models import Account, AuthSession
from carecircle.auth.principal import Principal
from carecircle.care.errors import Invalid, NotFound
from carecircle.care.families.actions import remove_member
from carecircle.db.session import reading
from carecircle.events import revocation
from tests import cast
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def people() -> Cast:
    return cast.gather()


def account_of(actor: cast.Actor) -> Account:
    with reading() as session:
        return session.get_one(Account, actor.account_id)


def begin(actor: cast.Actor, kind: str = "desktop") -> Principal:
    return sessions.start(account_of(actor), kind, Browser("Firefox", "Linux"))


def test_the_database_holds_no_key_that_lets_anybody_in(people: Cast) -> None:
    principal = begin(people.ana)
    with reading() as session:
        row = session.query(AuthSession).one()
    assert principal.key not in (row.id, row.key_hash)
    assert by_session_key(row.key_hash, None) is None
    assert by_session_key(principal.key, None) is not None
    assert principal.key not in repr(principal)


@pytest.mark.parametrize("kind", sessions.LIMITS)
def test_an_idle_session_is_ended_with_its_streams(people: Cast, kind: str) -> None:
    principal = begin(people.ana, kind)
    with time_machine.travel(clock.now() + sessions.LIMITS[kind].idle - timedelta(seconds=5)):
        assert sessions.end_expired() == 0
    with time_machine.travel(clock.now() + sessions.LIMITS[kind].idle + timedelta(seconds=1)):
        assert by_session_key(principal.key, None) is None
        assert sessions.end_expired() == 1
        assert sessions.end_expired() == 0
    with reading() as session:
        cut = revocation.read_after(session, 0)
    assert [(r.kind, r.subject_id, r.reason) for r in cut] == [
        ("session", principal.session_id, "expired")
    ]


def test_a_message_of_a_revoked_session_is_of_nobody(people: Cast) -> None:
    principal = begin(people.ana)
    assert admit(principal, people.family_id) is not None
    sessions.revoke(principal.account_id, principal.session_id or "")
    assert admit(principal, people.family_id) is None


def test_a_message_of_a_removed_member_is_of_nobody(people: Cast) -> None:
    principal = begin(people.ben)
    admitted = admit(principal, people.family_id)
    assert admitted is not None
    assert admitted.role == "caregiver"
    remove_member(people.ana, people.ben.member_id or "")
    assert admit(principal, people.family_id) is None


def test_a_bound_token_enters_its_own_family_alone(people: Cast) -> None:
    email = account_of(people.ana).email
    found = by_token_key(tokens.create(email, family_id=people.family_id), people.family_id)
    assert found is not None
    assert found.member is not None
    assert admit(found.principal, people.family_id) is not None
    assert admit(found.principal, people.other_family_id) is None


def test_a_token_is_made_for_members_alone(people: Cast) -> None:
    email = account_of(people.ana).email
    with pytest.raises(NotFound):
        tokens.create("nobody@family.example")
    with pytest.raises(NotFound):
        tokens.create(email, family_id=people.other_family_id)
    with pytest.raises(Invalid):
        tokens.create(email, scope="everything")
