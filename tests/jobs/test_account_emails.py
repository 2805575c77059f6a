"""A letter about an account gets to who signs in with that address, to nobody else, and its link
changes the password once."""

from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import replace
from datetime import timedelta
from email import message_from_string, policy

import pytest

from carecircle import clock
from carecircle.auth import account_emails, accounts, password_reset, sessions, tokens
from carecircle.auth.browsers import Browser
from carecircle.auth.models import Account, AccountEmailRow
from carecircle.care.errors import NotFound
from carecircle.config import Settings
from carecircle.db.session import reading, transaction
from carecircle.events.models import AuditRow
from carecircle.jobs.outbox import account_emails as outbox
from tests import cast
from tests.jobs.receivers import Mailbox

pytestmark = pytest.mark.usefixtures("database")
NEW, TOLD = "four paper boats", ("Changed", "It was changed")


@pytest.fixture
def ana() -> Account:
    """Signed in with a browser and a program, and in a family."""
    people = cast.gather()
    accounts.change_password(people.ana.account_id or "", "the first password")
    with reading() as session:
        account = session.get_one(Account, people.ana.account_id)
    sessions.start(account, "phone", Browser("Firefox", "Android"))
    tokens.create(account.email)
    return account


def ask(settings: Settings, email: str) -> bool:
    return account_emails.request_link(settings.secret_key, email, "Choose", "Open this")


def link_in(letter: str) -> str:
    text = message_from_string(letter, policy=policy.default).get_content()
    before, _, key = text.strip().rpartition("/")
    assert before.endswith("https://care.example/new-password")
    return key


def sent_link(settings: Settings, mailbox: Mailbox, account: Account) -> str:
    ask(settings, account.email)
    assert outbox.work(settings) == 1
    return link_in(mailbox.letters[-1])


def test_the_link_sets_the_password_once_and_ends_all_that_was_open(
    settings: Settings, mailbox: Mailbox, ana: Account
) -> None:
    key = sent_link(settings, mailbox, ana)
    password_reset.set_password(key, NEW, TOLD, "192.0.2.7")
    assert accounts.check(ana.email, NEW) is not None
    assert accounts.check(ana.email, "the first password") is None
    with reading() as session:
        assert sessions.open_sessions(session, ana.id) == []
        assert tokens.open_tokens(session, ana.id) == []
        trail = session.query(AuditRow).filter_by(verb="account:password_chosen").one()
        assert (trail.actor_name, trail.origin) == (ana.name, "192.0.2.7")
    with pytest.raises(NotFound):
        password_reset.set_password(key, "another of them", TOLD, None)
    assert outbox.work(settings) == 1
    assert message_from_string(mailbox.letters[-1])["Subject"] == "Changed"
    assert outbox.work(settings) == 0


def test_of_two_at_once_one_is_let_in(settings: Settings, mailbox: Mailbox, ana: Account) -> None:
    key = sent_link(settings, mailbox, ana)

    def choose(password: str) -> str | None:
        try:
            password_reset.set_password(key, password, TOLD, None)
        except NotFound:
            return None
        return password

    with ThreadPoolExecutor(4) as pool:
        runs = [pool.submit(copy_context().run, choose, f"{NEW} {n}") for n in range(4)]
    [chosen] = [run.result() for run in runs if run.result()]
    assert accounts.check(ana.email, chosen) is not None


def test_a_link_opens_nothing_when_it_is_too_old_or_another_was_used(
    settings: Settings, mailbox: Mailbox, ana: Account
) -> None:
    old, other = (sent_link(settings, mailbox, ana) for _ in range(2))
    assert password_reset.account_for_link(old) is not None
    with clock.moved_to(clock.now() + account_emails.LINK_LASTS):
        assert password_reset.account_for_link(old) is None
    password_reset.set_password(other, NEW, TOLD, None)
    assert password_reset.account_for_link(old) is None


def test_no_table_holds_the_key(settings: Settings, mailbox: Mailbox, ana: Account) -> None:
    key = sent_link(settings, mailbox, ana)
    with reading() as session:
        row = session.query(AccountEmailRow).one()
        kept = " ".join(str(getattr(row, column.name)) for column in row.__table__.columns)
    assert key not in kept


def test_nobody_is_written_to_who_does_not_sign_in_with_a_password(
    settings: Settings, mailbox: Mailbox, ana: Account
) -> None:
    with transaction() as tx:
        tablet = accounts.create_tablet_account(tx.session, "Kitchen", "1")
    assert ask(settings, "nobody@family.example")
    assert ask(settings, tablet.email)
    assert [outbox.work(settings) for _ in range(2)] == [0, 0]
    assert mailbox.letters == []
    assert ask(settings, ana.email.upper())
    assert outbox.work(settings) == 1


def test_no_mailbox_is_flooded_known_or_not(settings: Settings, ana: Account) -> None:
    for email in (ana.email, "nobody@family.example"):
        asked = [ask(settings, email) for _ in range(account_emails.MOST_LINKS_AN_HOUR + 1)]
        assert asked == [True] * account_emails.MOST_LINKS_AN_HOUR + [False]
    with clock.moved_to(clock.now() + timedelta(hours=1, seconds=1)):
        assert ask(settings, ana.email)


def test_a_mail_server_that_fails_gets_the_same_link_when_it_recovers(
    settings: Settings, mailbox: Mailbox, ana: Account
) -> None:
    mailbox.answer = "451 Later"
    ask(settings, ana.email)
    assert outbox.work(settings) == 1
    assert outbox.work(settings) == 0
    mailbox.answer = "250 OK"
    with clock.moved_to(clock.now() + account_emails.LEASE):
        assert outbox.work(settings) == 1
    assert password_reset.account_for_link(link_in(mailbox.letters[0])) is not None


def test_what_is_too_old_to_help_is_not_sent_and_then_forgotten(
    settings: Settings, mailbox: Mailbox, ana: Account
) -> None:
    ask(settings, ana.email)
    with clock.moved_to(clock.now() + account_emails.LINK_LASTS):
        assert outbox.work(settings) == 0
    assert mailbox.letters == []
    with clock.moved_to(clock.now() + timedelta(days=2)), transaction() as tx:
        account_emails.forget_old(tx.session)
    with reading() as session:
        assert session.query(AccountEmailRow).count() == 0


def test_no_link_is_promised_where_it_would_lead_nowhere(settings: Settings) -> None:
    assert settings.sends_links
    assert not replace(settings, base_url=None).sends_links
    assert not replace(settings, smtp_url=None).sends_links
