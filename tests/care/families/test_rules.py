"""Rules of a family, without a database."""

from datetime import UTC, datetime, timedelta

import pytest

from carecircle.care.families import rules

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "signed"),
    [
        ("Ana Almeida", "AA"),
        ("Ana Maria de Almeida", "AA"),
        ("Cher", "CH"),
        ("X", "X"),
        ("O'Brien", "OB"),
        ("علي حسن", "عح"),
        ("***", "?"),
    ],
)
def test_two_letters_sign_for_a_person(name: str, signed: str) -> None:
    assert rules.initials(name, []) == signed


def test_people_who_share_initials_get_a_digit() -> None:
    assert rules.initials("Ana Almeida", ["AA"]) == "AA2"
    assert rules.initials("Ana Almeida", ["AA", "AA2"]) == "AA3"


def test_they_stay_short_and_distinct_however_many_share_them() -> None:
    taken: list[str] = []
    for number in range(500):
        taken.append(rules.initials(f"Member {number}", taken))
    assert len(set(taken)) == 500
    assert max(map(len, taken)) <= rules.MOST_SIGNS


def test_an_invitation_ends_by_use_by_hand_or_by_age() -> None:
    later = NOW + timedelta(seconds=1)
    assert rules.unusable_reason(None, None, later, NOW) is None
    assert rules.unusable_reason(NOW, None, later, NOW) == "used"
    assert rules.unusable_reason(None, NOW, later, NOW) == "withdrawn"
    assert rules.unusable_reason(None, None, NOW, NOW) == "expired"


def test_only_the_last_admin_must_stay() -> None:
    assert rules.would_lose_last_admin(["ana"], "ana")
    assert not rules.would_lose_last_admin(["ana", "ben"], "ana")
    assert not rules.would_lose_last_admin(["ana"], "ben")
