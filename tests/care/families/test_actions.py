"""Verbs of a family on both databases, and what happens when two come at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from carecircle.auth.models import Account
from carecircle.care.errors import ActionError, Conflict, NotAllowed, NotFound
from carecircle.care.families import actions
from carecircle.care.families.models import Member
from carecircle.care.families.queries import membership, present_members
from carecircle.db.base import new_id
from carecircle.db.session import reading
from carecircle.events import cursor, revocation
from tests import cast
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def people() -> Cast:
    return cast.gather()


def at_once(*doings: Callable[[], object]) -> list[object]:
    """What each answered or was refused with, all begun together."""
    gate = Barrier(len(doings))

    def run(doing: Callable[[], object]) -> object:
        gate.wait()
        try:
            return doing()
        except ActionError as error:
            return error

    with ThreadPoolExecutor(len(doings)) as pool:
        return list(pool.map(run, doings))


def admins(family_id: str) -> list[str]:
    with reading() as session:
        return [one.id for one in present_members(session, family_id) if one.role == "admin"]


def invited(people: Cast, role: str = "caregiver") -> tuple[str, str]:
    """The hash of an invitation of Sam, and his address."""
    with reading() as session:
        email = session.get_one(Account, people.sam.account_id).email
    token = new_id()
    actions.invite(people.ana, email=email, role=role, invitation_id=new_id(), token_hash=token)
    return token, email


def test_two_admins_who_remove_each_other_leave_one(people: Cast) -> None:
    actions.change_role(people.ana, people.ben.member_id or "", "admin")
    ben = cast.Actor(people.family_id, people.ben.member_id, "Ben Archer", "admin")
    done = at_once(
        lambda: actions.remove_member(people.ana, people.ben.member_id or ""),
        lambda: actions.remove_member(ben, people.ana.member_id or ""),
    )
    assert len([one for one in done if isinstance(one, Member)]) == 1
    assert len(admins(people.family_id)) == 1


def test_two_admins_who_leave_at_once_leave_one(people: Cast) -> None:
    actions.change_role(people.ana, people.ben.member_id or "", "admin")
    ben = cast.Actor(people.family_id, people.ben.member_id, "Ben Archer", "admin")
    done = at_once(
        lambda: actions.remove_member(people.ana, people.ana.member_id or ""),
        lambda: actions.change_role(ben, people.ben.member_id or "", "viewer"),
    )
    assert len([one for one in done if isinstance(one, Conflict)]) == 1
    assert len(admins(people.family_id)) == 1


def test_an_invitation_used_by_two_at_once_makes_one_member(people: Cast) -> None:
    token, email = invited(people)
    account = people.sam.account_id or ""
    done = at_once(*[lambda: actions.accept_invitation(token, account, email, "Sam Stranger")] * 4)
    assert len([one for one in done if isinstance(one, Member)]) == 1
    assert len([one for one in done if isinstance(one, Conflict)]) == 3
    with reading() as session:
        assert len(present_members(session, people.family_id)) == 4
        assert cursor.head(session, people.family_id).seq == 1


def test_rights_that_went_while_waiting_no_longer_hold(people: Cast) -> None:
    actions.change_role(people.ana, people.ben.member_id or "", "admin")
    ben = cast.Actor(people.family_id, people.ben.member_id, "Ben Archer", "admin")
    actions.remove_member(people.ana, people.ben.member_id or "")
    with pytest.raises(NotAllowed):
        actions.change_role(ben, people.vera.member_id or "", "admin")


def test_the_event_and_the_revocation_come_with_the_removal(people: Cast) -> None:
    actions.remove_member(people.ana, people.ben.member_id or "")
    with reading() as session:
        event = cursor.read_after(session, people.family_id, 0, 1)[0]
        cut = revocation.read_after(session, 0)[0]
    assert (event.type, event.actor_name) == ("member:removed", "Ana Almeida")
    assert (cut.kind, cut.subject_id, cut.reason) == ("member", people.ben.member_id, "removed")


def test_nothing_happens_where_it_is_refused(people: Cast) -> None:
    with pytest.raises(NotFound):
        actions.remove_member(people.ana, people.sam.member_id or "")
    with pytest.raises(NotAllowed):
        actions.remove_member(people.vera, people.ben.member_id or "")
    with reading() as session:
        assert cursor.head(session, people.family_id).seq == 0
        assert revocation.head(session) == 0


def test_who_comes_back_is_a_new_member_and_keeps_no_old_rights(people: Cast) -> None:
    token, email = invited(people, role="admin")
    account = people.sam.account_id or ""
    first = actions.accept_invitation(token, account, email, "Sam Stranger")
    actions.remove_member(people.ana, first.id)
    token, email = invited(people, role="viewer")
    second = actions.accept_invitation(token, account, email, "Sam Stranger")
    assert first.id != second.id
    with reading() as session:
        present = membership(session, people.family_id, account)
        assert present is not None
        assert (present.id, present.role, present.initials) == (second.id, "viewer", "SS2")
