"""Being ready: verified addresses, browsers that take pushes, drills, what was not sent."""

from carecircle.care.outreach.models import ContactPoint, OutboxMessage
from carecircle.db.session import reading, transaction
from tests.cast import Cast
from tests.visitors import Visitor

ADDRESS = {"name": "Neighbour Nell", "channel": "email", "address": "nell@example.com"}
BROWSER = {
    "endpoint": "https://fcm.googleapis.com/fcm/send/abc",
    "p256dh": "B" * 87,
    "auth": "a" * 22,
}


def of(cast: Cast, tail: str) -> str:
    return f"/families/{cast.family_id}/{tail}"


def code_sent() -> str:
    with reading() as session:
        body = session.query(OutboxMessage).one().body
    return next(word.strip(".") for word in body.split() if word.strip(".").isdigit())


def test_an_address_counts_once_the_code_has_come_back(cast: Cast, ana: Visitor) -> None:
    point = ana.post(of(cast, "contact-points"), **ADDRESS).json
    assert point["verified"] is False
    path = of(cast, f"contact-points/{point['id']}/verification")
    assert ana.post(path, code="000000").status_code == 422
    assert ana.post(path, code=code_sent()).json["verified"] is True


def test_wrong_codes_are_counted_and_end(cast: Cast, ana: Visitor) -> None:
    point = ana.post(of(cast, "contact-points"), **ADDRESS).json
    path = of(cast, f"contact-points/{point['id']}/verification")
    answers = [ana.post(path, code="000000").status_code for _ in range(5)]
    assert answers == [422] * 5
    assert ana.post(path, code=code_sent()).status_code == 409


def test_a_caregiver_enters_only_their_own(cast: Cast, ben: Visitor, sam: Visitor) -> None:
    assert ben.post(of(cast, "contact-points"), **ADDRESS).status_code == 403
    own = ben.post(of(cast, "contact-points"), member=cast.ben.member_id, **ADDRESS)
    assert own.status_code == 201
    assert sam.post(of(cast, "contact-points"), **ADDRESS).status_code == 404


def test_it_refuses_ways_and_push_services_that_nobody_allowed(cast: Cast, ana: Visitor) -> None:
    other = ADDRESS | {"channel": "apprise", "address": "json://127.0.0.1/"}
    assert ana.post(of(cast, "contact-points"), **other).status_code == 422
    for endpoint in ("http://127.0.0.1/", "https://evil.example/", "https://10.0.0.1/x"):
        answer = ana.post(of(cast, "push-subscriptions"), **BROWSER | {"endpoint": endpoint})
        assert answer.status_code == 422
    assert ana.post(of(cast, "push-subscriptions"), **BROWSER).status_code == 201


def test_the_page_says_who_can_be_reached_and_admins_read_what_was_not_sent(
    cast: Cast, ana: Visitor, ben: Visitor
) -> None:
    ana.post(of(cast, "contact-points"), **ADDRESS)
    with transaction() as tx:
        tx.session.query(OutboxMessage).update({"state": "failed", "error": "address_refused"})
    page = ana.page(of(cast, "readiness")).text
    assert "Not verified, so not used" in page
    assert "The address was refused" in page
    assert "No e-mail is set up on this server" in page
    others = ben.page(of(cast, "readiness")).text
    assert "nell@example.com" not in others
    assert "The address was refused" not in others


def test_the_last_drill_says_who_was_not_reached(cast: Cast, ana: Visitor, ben: Visitor) -> None:
    drill = ana.post(of(cast, "emergencies"), drill=True).json
    ben.post(of(cast, f"emergencies/{drill['id']}/receipt"), kind="received")
    page = ana.page(of(cast, "readiness")).text
    assert "Reached 1 of 2." in page
    assert "Not reached: <bdi>Vera Almeida" in page


def test_the_timeline_tells_everything_in_order(cast: Cast, ana: Visitor, ben: Visitor) -> None:
    made = ana.post(of(cast, "emergencies"), type="fall").json["id"]
    ben.post(of(cast, f"emergencies/{made}/receipt"), kind="received")
    ben.post(of(cast, f"emergencies/{made}/acknowledgement"), answer="on_my_way", minutes=5)
    told = [
        item["words"] for item in ben.get(of(cast, f"emergencies/{made}/timeline")).json["items"]
    ]
    assert told[0] == "Ana Almeida raised an emergency: A fall"
    assert told[1] == "Received by Ben Archer on a computer"
    assert "Ben Archer is on the way, 5 min" in told
    assert "+0." in ben.page(of(cast, f"emergencies/{made}/timeline")).text


def test_the_worker_for_pushes_is_served_at_the_root_and_keeps_nothing(stranger: Visitor) -> None:
    answer = stranger.page("/push-worker.js")
    assert answer.mimetype in ("text/javascript", "application/javascript")
    assert "caches" not in answer.text


def test_an_address_that_is_taken_away_is_not_used(cast: Cast, ana: Visitor) -> None:
    point = ana.post(of(cast, "contact-points"), **ADDRESS).json
    assert ana.post(of(cast, f"contact-points/{point['id']}/removal")).status_code == 200
    with reading() as session:
        assert session.get_one(ContactPoint, point["id"]).ended_at is not None
