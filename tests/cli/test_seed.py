"""carecircle seed and token, as another program relies on them."""

import json
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import func, select

from carecircle import clock
from carecircle.auth.authentication import by_token_key
from carecircle.care.medications.giving import queries
from carecircle.care.medications.models import Medication
from carecircle.db.session import reading
from tests.cli.conftest import Carecircle


def test_scale_writes_a_line_a_member(carecircle: Carecircle, tmp_path: Path) -> None:
    out = tmp_path / "members.jsonl"
    result = carecircle("seed", "--scale", "3", "--members", "4", "--out", str(out))
    assert result.exit_code == 0, result.output
    lines = [json.loads(line) for line in out.read_text().splitlines()]
    assert all(set(line) == {"family", "member", "email", "role", "token"} for line in lines)
    families = Counter(line["family"] for line in lines)
    assert sorted(families.values()) == [4, 4, 4]
    roles = [line["role"] for line in lines[:4]]
    assert roles == ["admin", "caregiver", "caregiver", "viewer"]
    assert len({line["token"] for line in lines}) == 12


def test_each_family_has_doses_due_now(carecircle: Carecircle, tmp_path: Path) -> None:
    out = tmp_path / "members.jsonl"
    carecircle("seed", "--scale", "2", "--members", "2", "--out", str(out))
    now = clock.now()
    for family_id in {json.loads(line)["family"] for line in out.read_text().splitlines()}:
        with reading() as session:
            doses = queries.doses_of_day(session, family_id, now.date())
            kinds = session.scalars(
                select(Medication.is_prn).where(Medication.family_id == family_id)
            ).all()
        assert sorted(kinds) == [False, False, True]
        assert all(abs((dose.dose.due_at - now).total_seconds()) <= 21 * 60 for dose in doses)
        assert [dose.state(now) for dose in doses] == ["due", "due"]


def test_scale_runs_again_beside_what_is_there(carecircle: Carecircle, tmp_path: Path) -> None:
    for turn in ("one", "two"):
        out = tmp_path / turn
        assert (
            carecircle("seed", "--scale", "1", "--members", "2", "--out", str(out)).exit_code == 0
        )
    with reading() as session:
        assert session.scalar(select(func.count()).select_from(Medication)) == 6


@pytest.mark.parametrize(
    "arguments", [(), ("--demo", "--scale", "2"), ("--scale", "2"), ("--scale", "0", "--out", "x")]
)
def test_it_says_how_it_is_used(carecircle: Carecircle, arguments: tuple[str, ...]) -> None:
    assert carecircle("seed", *arguments).exit_code == 2


def test_the_demo_never_goes_to_a_public_address(
    carecircle: Carecircle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CARECIRCLE_BASE_URL", "https://care.example.org")
    result = carecircle("seed", "--demo")
    assert result.exit_code == 1
    assert "public" in result.output


def test_a_token_is_printed_alone_and_works(carecircle: Carecircle, tmp_path: Path) -> None:
    out = tmp_path / "members.jsonl"
    carecircle("seed", "--scale", "1", "--members", "2", "--out", str(out))
    member = json.loads(out.read_text().splitlines()[0])
    result = carecircle("token", "create", "--email", member["email"], "--family", member["family"])
    assert result.exit_code == 0, result.output
    found = by_token_key(result.output.strip(), member["family"])
    assert found.member.id == member["member"]
    assert found.principal.family_id == member["family"]


def test_a_token_for_nobody_is_refused(carecircle: Carecircle) -> None:
    result = carecircle("token", "create", "--email", "nobody@family.example")
    assert result.exit_code == 1
    assert "there is no account" in result.output
