"""The pages of a warning: what they say was told is what was told."""

from datetime import timedelta

import pytest

from carecircle import clock
from carecircle.care.notifications.actions import send_warnings
from carecircle.care.outreach.actions import claim, settle
from carecircle.care.outreach.failures import Failure
from tests import cast as casting
from tests.cast import Cast
from tests.visitors import Visitor

REALLY = {"really_given": "yes", "reason": "I did not see the first one"}


def at(cast: Cast, path: str) -> str:
    return f"/families/{cast.family_id}/{path}"


@pytest.fixture
def twice(cast: Cast, ben: Visitor) -> str:
    """Ben gave a dose and then a second one; the id of the warning."""
    dose = casting.first_dose(casting.prescribe(cast.ana)).id
    ben.post(at(cast, f"doses/{dose}/administration"), outcome="given")
    again = ben.post(at(cast, f"doses/{dose}/administration"), outcome="given", **REALLY)
    assert again.status_code == 201
    [warning] = ben.get(at(cast, "medication-warnings")).json["items"]
    assert warning["kind"] == "second_dose"
    return str(warning["id"])


def test_before_a_second_dose_is_reported_the_page_names_who_will_be_told(
    cast: Cast, ben: Visitor
) -> None:
    dose = casting.first_dose(casting.prescribe(cast.ana)).id
    ben.post(at(cast, f"doses/{dose}/administration"), outcome="given")
    page = ben.send(at(cast, f"doses/{dose}/administration"), outcome="given").text
    assert "Ana Almeida will be told by push and e-mail" in page
    assert "after 10 minutes" in page
    assert "the family is told" not in page


def test_a_page_says_who_was_told_and_who_was_not(cast: Cast, ana: Visitor, twice: str) -> None:
    page = at(cast, f"medication-warnings/{twice}")
    assert "Nobody yet" in ana.page(page).text
    send_warnings()
    assert "by e-mail: is being sent" in ana.page(page).text
    [message] = claim("email")
    settle(message.id, Failure("no_mail_server"))
    assert "No e-mail is set up on this server" in ana.page(page).text
    with clock.moved_to(clock.now() + timedelta(minutes=1)):
        [message] = claim("email")
        settle(message.id, None)
    assert "by e-mail: sent" in ana.page(page).text
    [told] = ana.get(page).json["told"]
    assert (told["name"], told["channel"], told["state"]) == ("Ana Almeida", "email", "sent")


def test_after_the_second_round_it_says_so(cast: Cast, ana: Visitor, twice: str) -> None:
    page = at(cast, f"medication-warnings/{twice}")
    send_warnings()
    assert "If nobody has seen it by then, everybody is told" in ana.page(page).text
    with clock.moved_to(clock.now() + timedelta(minutes=11)):
        send_warnings()
        assert "Everybody was told a second time" in ana.page(page).text


def test_somebody_else_says_that_they_have_seen_it(
    cast: Cast, ana: Visitor, ben: Visitor, vera: Visitor, twice: str
) -> None:
    page = at(cast, f"medication-warnings/{twice}")
    assert ben.post(f"{page}/acknowledgement").status_code == 403
    assert "I have seen it and look after it" in ana.page(at(cast, "")).text
    assert vera.post(f"{page}/acknowledgement").json["acknowledged_by"] == "Vera Almeida"
    assert ana.get(at(cast, "medication-warnings")).json["items"] == []
    assert "Vera Almeida has seen this" in ana.page(page).text
    assert "Vera Almeida has seen this" in ana.page(at(cast, "feed")).text


def test_the_notification_leads_to_it(cast: Cast, ana: Visitor, ben: Visitor) -> None:
    ana.page(at(cast, ""))
    dose = casting.first_dose(casting.prescribe(cast.ben, is_time_critical=True)).id
    gone = {"outcome": "unavailable", "reason": "The box is empty"}
    ben.post(at(cast, f"doses/{dose}/administration"), **gone)
    [warning] = ana.get(at(cast, "medication-warnings")).json["items"]
    text = ana.page(at(cast, "notifications")).text
    assert f"/medication-warnings/{warning['id']}" in text
    assert "A time-critical dose was not available" in text
    assert "It may be dangerous" in text
