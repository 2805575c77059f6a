"""An escalation that does not run is said loudly, and an open emergency gets its steps back."""

from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from carecircle import clock
from carecircle.care.emergencies.actions import escalate_due
from carecircle.care.emergencies.models import Emergency
from carecircle.db.session import transaction
from carecircle.jobs.escalation_check import check_escalation
from tests import cast
from tests.care.emergencies.escalating import raised
from tests.care.emergencies.test_actions import story

pytestmark = pytest.mark.usefixtures("database")


def said() -> list[tuple[str, str]]:
    with capture_logs() as lines:
        check_escalation()
    return [(line["log_level"], line["event"]) for line in lines]


def test_it_says_loudly_what_is_late() -> None:
    emergency = raised(cast.gather())
    assert said() == []
    with clock.moved_to(emergency.raised_at + timedelta(seconds=91)):
        assert said() == [("error", "escalation is late")]


def test_it_says_loudly_that_a_step_is_missing_and_gives_one() -> None:
    people = cast.gather()
    emergency = raised(people)
    with transaction() as tx:
        tx.session.query(Emergency).update({"next_step_at": None})
    assert said() == [("error", "open emergency without a next step")]
    assert story(people, emergency.id).emergency.next_step_at is not None
    assert said() == []


def test_it_says_loudly_that_the_clock_was_put_back_and_waits_for_no_hour() -> None:
    people = cast.gather()
    emergency = raised(people)
    hour_before = emergency.raised_at - timedelta(hours=1)
    with clock.moved_to(hour_before):
        assert said() == [("error", "the clock was put back, raising again")]
        assert said() == []
        assert story(people, emergency.id).emergency.next_step_at is not None
    with clock.moved_to(hour_before + timedelta(seconds=60)):
        assert escalate_due() == 1
