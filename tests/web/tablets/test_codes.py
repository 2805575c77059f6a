"""A tablet of the home is made by scanning a code: short-lived, for one tablet, and revocable."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from carecircle import clock
from carecircle.care.families.actions import remove_member
from carecircle.care.families.actions.tablet_codes import GOOD_FOR
from carecircle.db.session import reading
from carecircle.events.models import AuditRow
from tests import cast as casting
from tests.cast import Cast
from tests.visitors import Visitor, browser_of, nobody


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def app(make_app: Any, request: pytest.FixtureRequest) -> Flask:
    if request.param == "sqlite":
        return make_app()
    return make_app(database_url=request.getfixturevalue("postgres_url"))


@pytest.fixture
def base(cast: Cast) -> str:
    return f"/families/{cast.family_id}/tablets"


def make(admin: Visitor, base: str) -> tuple[str, str]:
    """The page of a new code, and the code that stands on it."""
    page = admin.send(f"{base}/codes", name="Kitchen tablet").headers["Location"]
    found = re.search("[2-9A-Z]{5}-[2-9A-Z]{5}", admin.page(page).text)
    assert found is not None
    return page, found[0]


def test_the_tablet_types_or_scans_it_and_is_one(
    app: Flask, cast: Cast, base: str, ana: Visitor
) -> None:
    page, code = make(ana, base)
    assert '<svg class="qr"' in ana.page(page).text or 'class="qr"' in ana.page(page).text
    wall = nobody(app)
    scanned = wall.page(f"/tablet/{code.replace('-', '')}")
    assert f'value="{code.replace("-", "")}"' in scanned.text
    made = wall.send("/tablet", code=code.lower().replace("-", " "))
    assert made.headers["Location"].endswith(f"/families/{cast.family_id}/doses")
    raised = wall.get(f"/families/{cast.family_id}/doses")
    assert raised.status_code == 200
    assert wall.get(f"/families/{cast.family_id}/notes").status_code == 403
    assert "It became a tablet of the home" in ana.page(page).text
    assert "Kitchen tablet" in ana.page(f"/families/{cast.family_id}/members").text


def test_it_makes_one_tablet_alone_however_many_ask_at_once(
    app: Flask, base: str, ana: Visitor
) -> None:
    _page, code = make(ana, base)
    walls = [nobody(app) for _ in range(6)]
    with ThreadPoolExecutor(6) as pool:
        told = list(pool.map(lambda wall: wall.send("/tablet", code=code).status_code, walls))
    assert sorted(told) == [303] + [422] * 5


def test_it_opens_nothing_once_it_is_too_old_or_withdrawn(
    app: Flask, base: str, ana: Visitor
) -> None:
    page, code = make(ana, base)
    with clock.moved_to(clock.now() + GOOD_FOR + timedelta(seconds=1)):
        assert nobody(app).send("/tablet", code=code).status_code == 422
        assert code not in ana.page(page).text
    assert ana.send(f"{page}/withdrawal").status_code == 303
    answer = nobody(app).send("/tablet", code=code)
    assert "Ask an admin of the family for a new one" in answer.text
    assert "opens nothing any more" in ana.page(page).text


def test_it_opens_nothing_once_who_made_it_has_gone(app: Flask, cast: Cast, base: str) -> None:
    other = casting.join(cast.family_id, "Olga Other", "OO", "admin")
    _page, code = make(browser_of(app, other), base)
    remove_member(cast.ana, other.member_id or "")
    assert nobody(app).send("/tablet", code=code).status_code == 422


def test_only_an_admin_makes_sees_or_withdraws_one(
    base: str, ana: Visitor, ben: Visitor, sam: Visitor
) -> None:
    page, _code = make(ana, base)
    assert ben.send(f"{base}/codes", name="Mine").status_code == 403
    assert [ben.page(page).status_code, ben.send(f"{page}/withdrawal").status_code] == [403] * 2
    assert [sam.page(page).status_code, sam.send(f"{page}/withdrawal").status_code] == [404] * 2


def test_whoever_was_signed_in_on_it_is_signed_out(
    app: Flask, cast: Cast, base: str, ana: Visitor
) -> None:
    ben = browser_of(app, cast.ben)
    with ben.client.session_transaction() as cookie:
        key = cookie["_user_id"]
    assert ben.send("/tablet", code=make(ana, base)[1]).status_code == 303
    with ben.client.session_transaction() as cookie:
        cookie["_user_id"] = key
    assert ben.get(f"/families/{cast.family_id}/doses").status_code == 401


def test_all_of_it_is_in_the_audit_trail_and_the_code_is_nowhere(
    app: Flask, base: str, ana: Visitor
) -> None:
    _page, code = make(ana, base)
    nobody(app).send("/tablet", code=code)
    page, _other = make(ana, base)
    ana.send(f"{page}/withdrawal")
    with reading() as session:
        rows = session.query(AuditRow).filter(AuditRow.verb.startswith("tablet:")).all()
    verbs = ["code_made", "enrolled", "code_made", "code_withdrawn"]
    assert [row.verb for row in rows] == [f"tablet:{verb}" for verb in verbs]
    assert {row.actor_name for row in rows} == {"Ana Almeida"}
    assert code.replace("-", "") not in str([vars(row) for row in rows])


def test_nobody_guesses_at_codes(app: Flask) -> None:
    guesser = nobody(app)
    told = [guesser.send("/tablet", code=f"AAAAAAAA{n:02}").status_code for n in range(25)]
    assert told[:20] == [422] * 20
    assert set(told[20:]) == {429}
