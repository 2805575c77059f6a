"""A record from a device whose clock is wrong is kept at the time when it was really made."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from carecircle import clock
from carecircle.care.medications.giving.queries import the_dose
from carecircle.db.session import reading
from tests import cast as casting
from tests.cast import Cast
from tests.visitors import browser_of

WRONG = {
    "right": timedelta(0),
    "three hours slow": timedelta(hours=-3),
    "three hours fast": timedelta(hours=3),
    "a day fast": timedelta(days=1),
    "in 1970": timedelta(days=-20_000),
    "in 2037": timedelta(days=4_000),
    "a minute slow": timedelta(minutes=-1),
}
KEPT_MIN = 10


def sent(app: Flask, cast: Cast, **members: object) -> tuple[object, str]:
    dose = str(casting.first_dose(casting.prescribe(cast.ana)).id)
    address = f"/families/{cast.family_id}/doses/{dose}/administration"
    reason = {"outcome": "given", "reason": "Recorded without a network"}
    return browser_of(app, cast.ana).post(address, **reason, **members), dose


@pytest.mark.parametrize("wrong", WRONG)
def test_the_distance_of_the_devices_times_counts(app: Flask, cast: Cast, wrong: str) -> None:
    now = clock.now()
    sent_at = now + WRONG[wrong]
    given_at = sent_at - timedelta(minutes=KEPT_MIN)
    answer, dose = sent(app, cast, given_at=given_at.isoformat(), sent_at=sent_at.isoformat())
    assert answer.status_code == 201, answer.text
    with reading() as session:
        record = the_dose(session, cast.family_id, dose).standing
    assert record is not None
    really = now - timedelta(minutes=KEPT_MIN)
    assert abs(record.given_at - really) < timedelta(seconds=30)
    by = answer.json.get("clock_corrected_s")
    if abs(WRONG[wrong]) <= timedelta(minutes=2):
        assert by is None
    else:
        assert abs(by + WRONG[wrong].total_seconds()) < 30


def test_a_clock_that_was_put_back_meanwhile_gives_no_time_to_come(app: Flask, cast: Cast) -> None:
    now = clock.now()
    later = (now + timedelta(hours=1)).isoformat()
    answer, _dose = sent(app, cast, given_at=later, sent_at=now.isoformat())
    assert answer.status_code == 201, answer.text
    assert datetime.fromisoformat(answer.json["given_at"]) <= clock.now()


@pytest.mark.parametrize(
    ("given_at", "sent_at", "field"),
    [
        (datetime(1970, 1, 1, tzinfo=UTC).isoformat(), "2026-11-23T08:02:11Z", "given_at"),
        ("2026-11-23T08:02", "2026-11-23T08:03:00Z", "sent_at"),
        ("2026-11-23T08:02:00Z", "2026-11-23T08:03", "sent_at"),
        ("2026-11-23T08:02:00Z", "soon", "sent_at"),
        ("2026-11-23T08:02:00Z", "1e9", "sent_at"),
    ],
)
def test_times_that_are_no_use_are_refused(
    app: Flask, cast: Cast, given_at: str, sent_at: str, field: str
) -> None:
    answer, _dose = sent(app, cast, given_at=given_at, sent_at=sent_at)
    assert answer.status_code == 422
    assert field in answer.json["error"]["fields"]


def test_sent_again_with_another_sending_time_it_is_the_same_record(app: Flask, cast: Cast) -> None:
    now = clock.now()
    dose = str(casting.first_dose(casting.prescribe(cast.ana)).id)
    address = f"/families/{cast.family_id}/doses/{dose}/administration"
    ana = browser_of(app, cast.ana)
    members = {"outcome": "given", "reason": "Recorded without a network", "idempotency_key": "k"}
    members["given_at"] = (now - timedelta(minutes=5)).isoformat()
    answers = [
        ana.post(address, **members, sent_at=(now + timedelta(seconds=s)).isoformat())
        for s in (0, 10)
    ]
    assert [one.status_code for one in answers] == [201, 201]
    assert answers[0].json == answers[1].json
