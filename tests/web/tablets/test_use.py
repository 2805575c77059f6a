"""A tablet of the home in use: a name and a PIN say who acts, until they are done or gone."""

from datetime import timedelta

import pytest
from flask import Flask

from carecircle import clock
from carecircle.auth import pins
from carecircle.auth.tablet_users import IDLE_FOR
from carecircle.care.families.actions import remove_member
from carecircle.db.session import reading
from carecircle.events.models import AuditRow
from tests import cast as casting
from tests.cast import Cast
from tests.visitors import RAW_CSRF, Visitor, browser_of, nobody
from tests.web.tablets.test_tablets import base, tablet  # noqa: F401  fixtures

BEN, ANA = "8024", "7315"


@pytest.fixture(autouse=True)
def people_with_a_pin(cast: Cast) -> None:
    pins.set_pin(cast.ben.member_id or "", BEN)
    pins.set_pin(cast.ana.member_id or "", ANA)


def use(tablet: Visitor, cast: Cast, pin: str = BEN, member: str | None = None) -> int:  # noqa: F811
    sent = {"member": member or cast.ben.member_id, "pin": pin}
    status = tablet.post(f"/families/{cast.family_id}/tablet/use", **sent).status_code
    with tablet.client.session_transaction() as cookie:
        cookie["csrf_token"] = RAW_CSRF
    return status


@pytest.fixture
def dose(cast: Cast) -> str:
    return f"/families/{cast.family_id}/doses/{casting.first_dose(casting.prescribe(cast.ana)).id}"


def give(tablet: Visitor, dose: str) -> int:  # noqa: F811
    return tablet.post(f"{dose}/administration", outcome="given").status_code


def test_what_is_done_is_recorded_as_the_person_and_the_device(
    cast: Cast,
    base: str,  # noqa: F811
    tablet: Visitor,  # noqa: F811
    dose: str,
) -> None:
    assert give(tablet, dose) == 403
    assert use(tablet, cast) == 200
    assert "Ben Archer" in tablet.page(f"{base}/doses").text
    assert give(tablet, dose) == 201
    assert tablet.get(dose).json["administration"]["by"]["name"] == "Ben Archer"
    with reading() as session:
        told = session.query(AuditRow).filter_by(verb="medication:logged").one()
    assert told.actor_id == cast.ben.member_id
    assert told.origin.startswith("Kitchen tablet, ")


def test_it_locks_itself_after_three_minutes_without_a_touch(
    cast: Cast,
    base: str,  # noqa: F811
    tablet: Visitor,  # noqa: F811
    dose: str,
) -> None:
    use(tablet, cast)
    begun = clock.now()
    with clock.moved_to(begun + timedelta(minutes=2)):
        assert tablet.get(f"{base}/tablet/use").status_code == 204
    with clock.moved_to(begun + timedelta(minutes=4)):
        by_itself = tablet.headers | {"X-Unattended": "yes"}
        assert tablet.client.get(dose, headers=by_itself).status_code == 200
        assert tablet.page(f"{base}/doses?still=yes").status_code == 200
    with clock.moved_to(begun + timedelta(minutes=2) + IDLE_FOR):
        assert tablet.get(f"{base}/tablet/use").status_code == 409
        assert give(tablet, dose) == 403
        asked = tablet.page(dose)
        assert asked.headers["Location"].endswith(f"/tablet?then={dose}")


def test_done_locks_it_at_once(cast: Cast, base: str, tablet: Visitor, dose: str) -> None:  # noqa: F811
    use(tablet, cast)
    done = f'href="{base}/tablet">Done'
    assert done in tablet.page(f"{base}/doses").text
    assert tablet.page(f"{base}/tablet").status_code == 302
    assert "Who are you?" in tablet.page(f"{base}/tablet").text
    assert done not in tablet.page(f"{base}/doses").text
    assert give(tablet, dose) == 403


def test_done_ends_every_copy_of_the_cookie_too(
    app: Flask,
    cast: Cast,
    base: str,  # noqa: F811
    tablet: Visitor,  # noqa: F811
    dose: str,
) -> None:
    use(tablet, cast)
    copy = nobody(app)
    with tablet.client.session_transaction() as cookie:
        copied = dict(cookie)
    with copy.client.session_transaction() as cookie:
        cookie.update(copied)
    assert copy.get(f"{base}/tablet/use").status_code == 204
    tablet.page(f"{base}/tablet")
    assert copy.get(f"{base}/tablet/use").status_code == 409
    assert give(copy, dose) == 403
    use(tablet, cast, ANA, cast.ana.member_id)
    assert copy.get(f"{base}/tablet/use").status_code == 409


def test_a_wrong_pin_opens_nothing_and_too_many_close_it(
    cast: Cast,
    tablet: Visitor,  # noqa: F811
    dose: str,
) -> None:
    assert [use(tablet, cast, "1111") for _ in range(5)] == [422] * 5
    assert use(tablet, cast) == 422
    assert give(tablet, dose) == 403
    with clock.moved_to(clock.now() + timedelta(minutes=6)):
        assert use(tablet, cast) == 200


def test_only_who_belongs_here_and_has_a_pin_is_let_in(
    cast: Cast,
    base: str,  # noqa: F811
    tablet: Visitor,  # noqa: F811
) -> None:
    page = tablet.page(f"{base}/tablet").text
    assert "Ben Archer" in page
    assert "Vera" not in page
    pins.set_pin(cast.sam.member_id or "", "9135")
    assert use(tablet, cast, "9135", cast.sam.member_id) == 422
    assert use(tablet, cast, BEN, cast.vera.member_id) == 422


def test_who_is_removed_is_locked_out_at_once(
    cast: Cast,
    tablet: Visitor,  # noqa: F811
    dose: str,
) -> None:
    use(tablet, cast)
    remove_member(cast.ana, cast.ben.member_id or "")
    assert give(tablet, dose) == 403
    assert use(tablet, cast) == 422


def test_nobody_is_an_admin_at_the_wall(cast: Cast, base: str, tablet: Visitor, dose: str) -> None:  # noqa: F811
    assert use(tablet, cast, ANA, cast.ana.member_id) == 200
    assert tablet.post(f"{base}/tablets", name="Another").status_code == 403
    assert tablet.post(f"{base}/members/{cast.ben.member_id}/removal").status_code == 403
    assert tablet.get("/account").status_code == 403
    assert give(tablet, dose) == 201


def test_an_emergency_needs_no_pin_and_its_answer_says_who(
    cast: Cast,
    base: str,  # noqa: F811
    tablet: Visitor,  # noqa: F811
    ben: Visitor,
) -> None:
    here = f"{base}/emergencies/{ben.post(f'{base}/emergencies').json['id']}"
    assert f'href="{base}/tablet?then={here}"' in tablet.page(f"{base}/doses").text
    asked = tablet.page(f"{base}/tablet?then={here}").text
    assert f'value="{here}"' in asked
    sent = {"member": cast.ana.member_id, "pin": ANA, "then": here}
    assert tablet.post(f"{base}/tablet/use", **sent).headers["Location"].endswith(here)
    with tablet.client.session_transaction() as cookie:
        cookie["csrf_token"] = RAW_CSRF
    assert f"{here}/acknowledgement" in tablet.page(here).text
    answered = tablet.post(f"{here}/acknowledgement", answer="on_my_way")
    assert answered.status_code == 200
    assert "Ana Almeida" in ben.page(here).text


@pytest.mark.parametrize("then", ["https://evil.example/", "//evil.example", "/account", ""])
def test_it_leads_nowhere_else(cast: Cast, base: str, tablet: Visitor, then: str) -> None:  # noqa: F811
    sent = {"member": cast.ben.member_id, "pin": BEN, "then": then}
    led = tablet.post(f"{base}/tablet/use", **sent).headers["Location"]
    assert led.endswith(f"{base}/doses")


def test_a_phone_is_no_tablet(app: Flask, cast: Cast, base: str) -> None:  # noqa: F811
    vera = browser_of(app, cast.vera)
    assert use(vera, cast) == 409
    assert vera.page(f"{base}/tablet").headers["Location"].endswith(f"{base}/")
    assert vera.post(f"{base}/notes", body="Mine").json["by"]["name"] == "Vera Almeida"
