"""carecircle password-link prints a link for who forgot the password, and says so on the trail."""

from carecircle.auth import accounts, password_reset
from carecircle.db.session import reading
from carecircle.events.models import AuditRow
from tests import cast
from tests.cli.conftest import Carecircle


def test_it_prints_a_link_that_sets_the_password_of_that_person(carecircle: Carecircle) -> None:
    people = cast.gather()
    accounts.change_password(people.ana.account_id or "", "the first password")
    with reading() as session:
        email = session.get_one(accounts.Account, people.ana.account_id).email
    result = carecircle("password-link", "--email", email.upper())
    assert result.exit_code == 0, result.output
    path, key = result.stdout.strip().rsplit("/", 1)
    assert path == "/new-password"
    with reading() as session:
        assert session.query(AuditRow).filter_by(verb="account:password_link").count() == 1
    password_reset.set_password(key, "four paper boats", ("", ""), None)
    assert accounts.check(email, "four paper boats") is not None


def test_it_makes_none_for_an_address_that_nobody_signs_in_with(carecircle: Carecircle) -> None:
    result = carecircle("password-link", "--email", "nobody@family.example")
    assert result.exit_code == 1
    assert "nobody signs in with nobody@family.example" in result.output
