"""Of many that are due at once: whose turn it is."""

import pytest

from carecircle.care.emergencies import actions
from tests import cast
from tests.care.emergencies.escalating import after, raised, steps
from tests.care.emergencies.test_actions import pressed

pytestmark = pytest.mark.usefixtures("database")


def test_who_waits_longest_comes_first_and_a_drill_last() -> None:
    people = cast.gather()
    drill = raised(people, drill=True)
    first = raised(people)
    later = actions.raise_emergency(cast.gather().vera, pressed())[0]
    for turn in (first, later, drill):
        assert ("louder", "waiting") in steps(turn)
        after(later, 70, lambda: actions.escalate_due(limit=1))
        assert ("louder", "done") in steps(turn)
