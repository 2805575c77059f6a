"""Who forgot the password chooses another by a link, and learns nothing about anybody else."""

from collections.abc import Callable

import pytest
from flask import Flask

from carecircle.auth import account_emails, accounts
from carecircle.auth.models import AccountEmailRow
from carecircle.db.session import reading
from tests import cast
from tests.visitors import Visitor, browser_of, nobody, program_of
from tests.web.accounts.test_sign_in import PERSON, sign_in, sign_up

MAIL = {"base_url": "http://localhost", "smtp_url": "smtp://127.0.0.1:9"}
ASK, NEW = "/forgotten-password", "four paper boats"


@pytest.fixture
def mailing(make_app: Callable[..., Flask]) -> Flask:
    return make_app(**MAIL)


@pytest.fixture
def person(mailing: Flask) -> Visitor:
    visitor = nobody(mailing)
    sign_up(visitor)
    return visitor


def link(app: Flask) -> str:
    with reading() as session:
        row = session.query(AccountEmailRow).order_by(AccountEmailRow.id.desc()).first()
    assert row is not None
    return f"/new-password/{account_emails.key_of(app.secret_key, row.id)}"


def test_the_door_leads_to_the_letter_and_the_letter_to_the_door(
    mailing: Flask, person: Visitor
) -> None:
    assert f'href="{ASK}"' in person.page("/sign-in").text
    asked = person.send(ASK, email=PERSON["email"])
    assert (asked.status_code, asked.location) == (303, f"{ASK}?asked=yes")
    assert "Look into your mailbox" in person.page(asked.location).text
    here = link(mailing)
    page = person.page(here)
    assert PERSON["email"] in page.text
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["Cache-Control"] == "no-store"
    done = person.send(here, password=NEW)
    assert (done.status_code, done.location) == (303, "/sign-in")
    assert "Your password is changed" in person.page("/sign-in").text
    gone = person.page(here)
    assert (gone.status_code, "opens nothing any more" in gone.text) == (404, True)
    assert person.send(here, password="once more please").status_code == 404
    assert sign_in(person, password=NEW).status_code == 303


def test_a_known_and_an_unknown_address_are_answered_alike(person: Visitor) -> None:
    known, unknown = (person.post(ASK, email=e) for e in (PERSON["email"], "x@y.example"))
    assert (known.status_code, known.json) == (unknown.status_code, unknown.json)
    for email in (PERSON["email"], "x@y.example"):
        answers = [person.post(ASK, email=email) for _ in range(account_emails.MOST_LINKS_AN_HOUR)]
        assert [one.status_code for one in answers] == [200, 200, 200, 200, 429]
        assert answers[-1].json["error"]["code"] == "too-often"


def test_the_rules_of_a_password_are_those_of_signing_up(mailing: Flask, person: Visitor) -> None:
    person.send(ASK, email=PERSON["email"])
    for bad in ("short", "password1", PERSON["email"], "x" * 1001, "", "nul\0in it all"):
        answer = person.send(link(mailing), password=bad)
        assert answer.status_code == 422, bad
        assert 'href="#password"' in answer.text
    assert sign_in(person).status_code == 303


def test_open_browsers_and_programs_are_signed_out_by_it(mailing: Flask, person: Visitor) -> None:
    people = cast.gather()
    accounts.change_password(people.ana.account_id or "", "the first password")
    browser, program = browser_of(mailing, people.ana), program_of(mailing, people.ana)
    other = browser_of(mailing, people.ben)
    with reading() as session:
        email = session.get_one(accounts.Account, people.ana.account_id).email
    person.send(ASK, email=email)
    assert browser.get("/families").status_code == program.get("/families").status_code == 200
    assert person.send(link(mailing), password=NEW).status_code == 303
    assert browser.get("/families").status_code == program.get("/families").status_code == 401
    assert other.get("/families").status_code == 200


def test_a_form_of_another_site_changes_nothing(mailing: Flask, person: Visitor) -> None:
    person.send(ASK, email=PERSON["email"])
    person.headers["Sec-Fetch-Site"] = "cross-site"
    assert person.send(link(mailing), password=NEW).status_code == 403
    assert person.send(ASK, email=PERSON["email"]).status_code == 403


def test_what_is_no_link_of_ours_opens_nothing(person: Visitor) -> None:
    for bad in ("x", "0" * 64, "%00", "a" * 300, "%ED%A0%80"):
        assert person.page(f"/new-password/{bad}").status_code == 404
        assert person.send(f"/new-password/{bad}", password=NEW).status_code == 404
    for bad in ("", "nobody", "a\0b@c.example", "x" * 300 + "@y.example"):
        assert person.send(ASK, email=bad).status_code == 422


def test_where_no_mail_is_sent_the_page_says_what_to_do_instead(stranger: Visitor) -> None:
    page = stranger.page(ASK).text
    assert "carecircle password-link --email" in page
    assert stranger.post(ASK, email="a@b.example").status_code == 409
    with reading() as session:
        assert session.query(AccountEmailRow).count() == 0


def test_nobody_asks_without_end_from_one_place(person: Visitor) -> None:
    answers = {person.post(ASK, email=f"p{n}@x.example").status_code for n in range(31)}
    assert answers == {200, 429}
