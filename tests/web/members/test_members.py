"""Members: who sees them, who changes a role, who goes."""

import time_machine
from sqlalchemy import select

from carecircle import clock
from carecircle.care.families.models import Member
from carecircle.db.session import reading
from carecircle.events import cursor, revocation
from carecircle.events.models import AuditRow
from tests.cast import Cast
from tests.visitors import Visitor


def of(cast: Cast, tail: str = "") -> str:
    return f"/families/{cast.family_id}/members{tail}"


def last_event(family_id: str) -> tuple[str, dict[str, object]]:
    with reading() as session:
        head = cursor.head(session, family_id)
        event = cursor.read_after(session, family_id, head.seq - 1, 1)[0]
        return event.type, event.data


def revoked() -> list[tuple[str, str, str]]:
    with reading() as session:
        return [(r.kind, r.subject_id, r.reason) for r in revocation.read_after(session, 0)]


def test_every_member_sees_who_is_there(cast: Cast, vera: Visitor) -> None:
    items = vera.get(of(cast)).json["items"]
    assert [(one["name"], one["role"]) for one in items] == [
        ("Ana Almeida", "admin"),
        ("Ben Archer", "caregiver"),
        ("Vera Almeida", "viewer"),
    ]
    assert "Ben Archer" in vera.page(of(cast)).text


def test_a_stranger_finds_no_such_family(cast: Cast, sam: Visitor) -> None:
    assert sam.get(of(cast)).status_code == 404
    assert sam.get(of(cast)).json == sam.get("/families/nosuchfamily/members").json


def test_an_admin_changes_a_role_and_everybody_hears(cast: Cast, ana: Visitor) -> None:
    answer = ana.post(of(cast, f"/{cast.ben.member_id}/role"), role="viewer")
    assert (answer.status_code, answer.json["role"]) == (200, "viewer")
    data = {"member": cast.ben.member_id, "role": "viewer", "member_name": cast.ben.name}
    assert last_event(cast.family_id) == ("member:changed", data)
    assert revoked() == [("member", cast.ben.member_id, "changed")]


def test_rights_follow_the_role_at_once(cast: Cast, ana: Visitor, ben: Visitor) -> None:
    path = f"/families/{cast.family_id}/recipients"
    assert ben.post(path, name="Rui").status_code == 201
    ana.post(of(cast, f"/{cast.ben.member_id}/role"), role="viewer")
    assert ben.post(path, name="Rui").status_code == 403


def test_a_cookie_from_before_a_change_of_rights_opens_nothing(
    cast: Cast, ana: Visitor, ben: Visitor
) -> None:
    with time_machine.travel(clock.now(), tick=False) as moving:
        ben.page(of(cast))
        copied = ben.client.get_cookie("carecircle").value
        ana.post(of(cast, f"/{cast.ben.member_id}/role"), role="admin")
        ben.page(of(cast))
        mine = ben.client.get_cookie("carecircle").value
        ben.client.set_cookie("carecircle", copied)
        assert ben.get(of(cast)).status_code == 200  # a request that was under way
        moving.shift(61)
        ben.client.set_cookie("carecircle", copied)
        assert ben.get(of(cast)).status_code == 401
        ben.client.set_cookie("carecircle", mine)
        assert ben.get(of(cast)).status_code == 200


def test_the_same_role_again_is_no_event(cast: Cast, ana: Visitor) -> None:
    ana.post(of(cast, f"/{cast.ben.member_id}/role"), role="caregiver")
    with reading() as session:
        assert cursor.head(session, cast.family_id).seq == 0
    assert revoked() == []


def test_only_an_admin_changes_roles(cast: Cast, ben: Visitor, vera: Visitor, sam: Visitor) -> None:
    path = of(cast, f"/{cast.vera.member_id}/role")
    assert ben.post(path, role="admin").status_code == 403
    assert vera.post(path, role="admin").status_code == 403
    assert sam.post(path, role="admin").status_code == 404


def test_it_refuses_an_unknown_role_by_name(cast: Cast, ana: Visitor) -> None:
    answer = ana.post(of(cast, f"/{cast.ben.member_id}/role"), role="owner")
    assert answer.status_code == 422
    assert "admin, caregiver, viewer" in answer.json["error"]["fields"]["role"]


def test_a_member_of_another_family_is_not_there(cast: Cast, ana: Visitor) -> None:
    for verb, given in (("role", {"role": "viewer"}), ("removal", {})):
        path = of(cast, f"/{cast.sam.member_id}/{verb}")
        assert ana.post(path, **given).status_code == 404


def test_a_removed_member_is_cut_off_in_the_same_transaction(
    cast: Cast, ana: Visitor, ben: Visitor
) -> None:
    assert ben.get(of(cast)).status_code == 200
    assert ana.post(of(cast, f"/{cast.ben.member_id}/removal")).status_code == 200
    assert last_event(cast.family_id)[0] == "member:removed"
    assert revoked() == [("member", cast.ben.member_id, "removed")]
    assert ben.get(of(cast)).status_code == 404
    assert ben.get("/families").json["items"] == []


def test_a_removal_keeps_the_row_and_says_who_did_it(cast: Cast, ana: Visitor) -> None:
    ana.post(of(cast, f"/{cast.ben.member_id}/removal"))
    with reading() as session:
        assert session.get_one(Member, cast.ben.member_id).removed_at is not None
        row = session.scalars(select(AuditRow).where(AuditRow.verb == "member:removed")).one()
        assert (row.actor_id, row.subject_id) == (cast.ana.member_id, cast.ben.member_id)


def test_a_caregiver_removes_nobody_but_may_leave(cast: Cast, ben: Visitor) -> None:
    assert ben.post(of(cast, f"/{cast.vera.member_id}/removal")).status_code == 403
    answer = ben.send(of(cast, f"/{cast.ben.member_id}/removal"))
    assert (answer.status_code, answer.location) == (303, "/families")
    assert ben.get(of(cast)).status_code == 404


def test_the_last_admin_neither_leaves_nor_steps_down(cast: Cast, ana: Visitor) -> None:
    for verb, given in (("removal", {}), ("role", {"role": "viewer"})):
        answer = ana.post(of(cast, f"/{cast.ana.member_id}/{verb}"), **given)
        assert (answer.status_code, answer.json["error"]["code"]) == (409, "last-admin")
    answer = ana.send(of(cast, f"/{cast.ana.member_id}/removal"))
    assert answer.status_code == 409
    assert "Make somebody else admin first" in answer.text
    assert ana.get(of(cast)).json["items"][0]["role"] == "admin"


def test_with_a_second_admin_the_first_may_go(cast: Cast, ana: Visitor) -> None:
    ana.post(of(cast, f"/{cast.ben.member_id}/role"), role="admin")
    assert ana.post(of(cast, f"/{cast.ana.member_id}/removal")).status_code == 200


def test_the_same_removal_twice_has_one_effect_and_one_answer(cast: Cast, ana: Visitor) -> None:
    path = of(cast, f"/{cast.ben.member_id}/removal")
    first = ana.post(path, idempotency_key="k")
    again = ana.post(path, idempotency_key="k")
    assert (first.status_code, first.json) == (again.status_code, again.json)
    assert len(revoked()) == 1
