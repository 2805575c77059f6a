"""An emergency that is raised, and its steps as the tests of the escalation read them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import timedelta
from typing import Any

from carecircle import clock
from carecircle.care.emergencies import actions, inputs
from carecircle.care.emergencies.models import Emergency, Step
from carecircle.db.session import reading
from carecircle.events.models import Event
from tests import cast
from tests.care.emergencies.test_actions import pressed


def raised(people: cast.Cast, **values: object) -> Emergency:
    return actions.raise_emergency(people.vera, pressed(**values))[0]


def after(emergency: Emergency, seconds: float, do: Callable[[], Any]) -> Any:
    with clock.moved_to(emergency.raised_at + timedelta(seconds=seconds)):
        return do()


def at_once(work: list[Callable[[], Any]]) -> list[Any]:
    """Side by side, each under the clock as it stands here."""
    with ThreadPoolExecutor(len(work)) as pool:
        started = [pool.submit(copy_context().run, each) for each in work]
        return [each.result() for each in started]


def steps(emergency: Emergency) -> list[tuple[str, str]]:
    with reading() as session:
        rows = session.query(Step).filter_by(emergency_id=emergency.id)
        return [(s.kind, s.state) for s in rows.order_by(Step.round, Step.position)]


def told(people: cast.Cast) -> list[str]:
    with reading() as session:
        rows = session.query(Event).filter_by(
            family_id=people.family_id, type="emergency:escalated"
        )
        return [event.data["step"] for event in rows.order_by(Event.seq)]


def policy(**values: object) -> object:
    usual = {"call_after_s": 300, "repeat_every_s": 60, "news_within_s": 600}
    return inputs.PolicyInput.read(usual | values)
