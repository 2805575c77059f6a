"""Invitations: single use, seven days, bound to an address, revocable."""

from datetime import timedelta

import time_machine
from flask import Flask

from carecircle import clock
from carecircle.auth.models import Account
from carecircle.care.actor import Actor
from carecircle.care.families.models import Invitation
from carecircle.db.session import reading, transaction
from tests.cast import Cast
from tests.visitors import Visitor, browser_of, program_of

EMAIL = "cat@family.example"


def newcomer(app: Flask, email: str = EMAIL) -> Visitor:
    """Somebody with an account and no family."""
    with transaction() as tx:
        account = Account(email=email, name="Cat Carer", created_at=clock.now())
        tx.session.add(account)
        tx.session.flush()
    return browser_of(app, Actor("", None, "Cat Carer", "viewer", account_id=account.id))


def invite(ana: Visitor, cast: Cast, email: str = EMAIL, role: str = "caregiver") -> str:
    answer = ana.post(f"/families/{cast.family_id}/invitations", email=email, role=role)
    assert answer.status_code == 201
    assert answer.json["link"] == f"http://localhost/invitations/{answer.json['token']}"
    return f"/invitations/{answer.json['token']}"


def test_whoever_is_invited_joins_with_the_role(app: Flask, cast: Cast, ana: Visitor) -> None:
    cat = newcomer(app)
    answer = cat.post(f"{invite(ana, cast)}/acceptance")
    assert (answer.status_code, answer.json["role"]) == (201, "caregiver")
    names = [one["name"] for one in cat.get(f"/families/{cast.family_id}/members").json["items"]]
    assert "Cat Carer" in names


def test_the_link_shows_who_invites_and_where_to_sign_in(
    cast: Cast, ana: Visitor, stranger: Visitor
) -> None:
    link = invite(ana, cast)
    page = stranger.page(link).text
    assert "Ana Almeida" in page
    assert f"/sign-in?next={link}" in page
    assert stranger.page(f"/sign-in?next={link}").text.count(f'name="next" value="{link}"') == 1


def test_it_works_once(app: Flask, cast: Cast, ana: Visitor) -> None:
    link, cat = invite(ana, cast), newcomer(app)
    cat.post(f"{link}/acceptance")
    member = cat.get("/families").json["items"][0]["member"]
    cat.post(f"/families/{cast.family_id}/members/{member}/removal")
    answer = cat.post(f"{link}/acceptance")
    assert (answer.status_code, answer.json["error"]["code"]) == (409, "invitation-used")


def test_it_is_of_no_use_to_another_address(cast: Cast, ana: Visitor, sam: Visitor) -> None:
    link = invite(ana, cast)
    assert "sent to another address" in sam.page(link).text
    assert sam.post(f"{link}/acceptance").status_code == 403
    assert len(sam.get("/families").json["items"]) == 1


def test_it_ends_after_seven_days(app: Flask, cast: Cast, ana: Visitor) -> None:
    link, cat = invite(ana, cast), newcomer(app)
    with time_machine.travel(clock.now() + timedelta(days=7)):
        answer = cat.post(f"{link}/acceptance")
        assert answer.status_code in (401, 409)
        answer = newcomer(app, "d@family.example").get(link)
    assert answer.json["over"] == "expired"


def test_it_can_be_withdrawn(app: Flask, cast: Cast, ana: Visitor) -> None:
    link, cat = invite(ana, cast), newcomer(app)
    path = f"/families/{cast.family_id}/invitations"
    sent = ana.get(path).json["items"][0]["id"]
    assert ana.post(f"{path}/{sent}/revocation").status_code == 200
    assert cat.post(f"{link}/acceptance").json["error"]["code"] == "invitation-withdrawn"
    assert ana.get(path).json["items"] == []


def test_a_second_invitation_of_an_address_withdraws_the_first(
    app: Flask, cast: Cast, ana: Visitor
) -> None:
    first, second, cat = invite(ana, cast), invite(ana, cast, role="viewer"), newcomer(app)
    assert cat.post(f"{first}/acceptance").status_code == 409
    assert cat.post(f"{second}/acceptance").json["role"] == "viewer"


def test_no_table_holds_the_link(cast: Cast, ana: Visitor) -> None:
    token = invite(ana, cast).rsplit("/", 1)[-1]
    with reading() as session:
        kept = session.query(Invitation).one().token_hash
        tables = session.connection().exec_driver_sql("SELECT * FROM kept_answer").all()
    assert kept != token
    assert token not in str(tables)


def test_the_admin_finds_the_link_again(cast: Cast, ana: Visitor) -> None:
    path = f"/families/{cast.family_id}/invitations"
    answer = ana.send(path, email=EMAIL, role="viewer")
    assert answer.status_code == 303
    page = ana.page(answer.location).text
    assert ana.get(answer.location).json["link"] in page


def test_only_admins_invite_and_see_invitations(
    cast: Cast, ben: Visitor, vera: Visitor, sam: Visitor
) -> None:
    path = f"/families/{cast.family_id}/invitations"
    for visitor, status in ((ben, 403), (vera, 403), (sam, 404)):
        assert visitor.get(path).status_code == status
        assert visitor.post(path, email=EMAIL, role="viewer").status_code == status


def test_the_same_invitation_twice_is_one(cast: Cast, ana: Visitor) -> None:
    path = f"/families/{cast.family_id}/invitations"
    sent = {"email": EMAIL, "role": "viewer", "idempotency_key": "k"}
    first, again = ana.post(path, **sent), ana.post(path, **sent)
    assert first.json == again.json
    with reading() as session:
        assert session.query(Invitation).count() == 1


def test_the_key_of_another_invitation_is_refused(cast: Cast, ana: Visitor) -> None:
    path = f"/families/{cast.family_id}/invitations"
    ana.post(path, email=EMAIL, role="viewer", idempotency_key="k")
    answer = ana.post(path, email=EMAIL, role="admin", idempotency_key="k")
    assert (answer.status_code, answer.json["error"]["code"]) == (422, "idempotency-key-reused")


def test_a_corrected_form_works_with_its_key(cast: Cast, ana: Visitor) -> None:
    path = f"/families/{cast.family_id}/invitations"
    assert ana.post(path, email="x", role="viewer", idempotency_key="k").status_code == 422
    assert ana.post(path, email=EMAIL, role="viewer", idempotency_key="k").status_code == 201


def test_a_token_of_one_family_joins_no_other(app: Flask, cast: Cast, ana: Visitor) -> None:
    with reading() as session:
        email = session.get_one(Account, cast.sam.account_id).email
    link = invite(ana, cast, email=email)
    bound = program_of(app, cast.sam, family_id=cast.other_family_id)
    assert bound.post(f"{link}/acceptance").status_code == 403
    assert program_of(app, cast.sam).post(f"{link}/acceptance").status_code == 201
